import type { Priority } from "../alarms/priority.ts";
import type { Text } from "../text.ts";
import type { WorkOrderTemplate } from "../work-orders/work-order.ts";
import { type Condition, silenceSeconds } from "./condition.ts";

/** A rationalisation record (ISA-18.2; domain A3): what is abnormal, what follows, what the operator does about it. */
export interface Rule {
  /** The rule's code: `PMP-04`. */
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** Applies to every equipment of these device types … */
  readonly types: readonly string[];
  /** … and, where given, only to these equipment of the site. */
  readonly equipment?: readonly string[];
  readonly when: Condition;
  readonly onDelaySeconds: number;
  readonly offDelaySeconds: number;
  readonly priority: Priority;
  /** Stays in the list after the condition is over until a supervisor resets it. */
  readonly latching: boolean;
  /** Highly managed: never shelved (domain A2.4: fire, entrapment, gas, flood). */
  readonly lifeSafety: boolean;
  readonly consequence: Text;
  readonly cause: Text;
  /** What the operator does. */
  readonly action: Text;
  readonly respondWithinMinutes: number;
  readonly workOrder?: WorkOrderTemplate;
  /** Where the numbers come from: domain rule, standard, own default. */
  readonly provenance: string;
  readonly state: "draft" | "shadow" | "active" | "retired";
}

/** Seconds from the moment at which what it watches goes wrong to the alarm: its own silence and on-delay. */
export function secondsToRaise(rule: Pick<Rule, "when" | "onDelaySeconds">): number {
  return silenceSeconds(rule.when) + rule.onDelaySeconds;
}
