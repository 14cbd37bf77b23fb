import type { Priority } from "../alarms/priority.ts";
import type { Suppresses, SuppressionReason } from "../alarms/suppression.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import type { Text } from "../text.ts";
import type { WorkOrderTemplate } from "../work-orders/work-order.ts";
import { type Condition, silenceSeconds } from "./condition.ts";
import type { ConsequenceClass } from "./priority-matrix.ts";

/** What the rule does when what it looks at is missing or bad; a value never seen is always `freeze`. */
export const missingPolicies = ["freeze", "raise", "clear", "ignore"] as const;
/**
 * `freeze`: stands still, no delay ends (domain A5). `raise`, `clear`: as if the condition held, or held not. `ignore`: as if the
 * sample had not come; what held goes on holding and its delays run out.
 */
export type MissingPolicy = (typeof missingPolicies)[number];

export const ruleStates = ["draft", "shadow", "active", "retired"] as const;
/** `shadow`: judged and journalled, never annunciated. */
export type RuleState = (typeof ruleStates)[number];

/** Weekly times in the site's time zone at which the rule is in force; at others its condition counts as not holding. */
export interface Calendar {
  readonly weekly: readonly CalendarSpan[];
}

export interface CalendarSpan {
  /** 1 = Monday … 7 = Sunday: the days on which it begins. */
  readonly days: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`; up to `24:00`. Not after `from`: ends on the next day. */
  readonly to: string;
}

/** A rationalisation record (ISA-18.2; domain A3): what is abnormal, what follows, what the operator does about it. */
export interface Rule {
  /** The rule's code: `PMP-04`. */
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** Applies to every equipment of these device types … */
  readonly types: readonly string[];
  /** … and, where given, only to these equipment of the site … */
  readonly equipment?: readonly string[];
  /** … and, where given, only to equipment with these attributes. */
  readonly tags?: Readonly<Record<string, AttributeValue>>;
  readonly when: Condition;
  readonly onDelaySeconds: number;
  readonly offDelaySeconds: number;
  /** Raises only when so many samples in a row have confirmed the condition; for figures of a window: so many in it. 1. */
  readonly minimumSamples?: number;
  /** `freeze` where it says nothing. */
  readonly onMissing?: MissingPolicy;
  /** Times at which the rule is in force; always, where it says nothing. */
  readonly calendar?: Calendar;
  /** At raise; a `levels` condition gives the priority of its level instead. */
  readonly priority: Priority;
  /** The alarm rises to these priorities when it has been active for so long. */
  readonly priorityAfter?: readonly { readonly minutes: number; readonly priority: Priority }[];
  /** Consequence of doing nothing; with the time to respond it gives the priority of the matrix (`priorityOf`). */
  readonly class?: ConsequenceClass;
  /** Stays in the list after the condition is over until a supervisor resets it. */
  readonly latching: boolean;
  /** Highly managed: never shelved (domain A2.4: fire, entrapment, gas, flood). */
  readonly lifeSafety: boolean;
  /** Back to unacknowledged when it is still active so long after its acknowledgement (domain A2.3, 13). */
  readonly reAlarmMinutes?: number;
  /** Low priority alone: acknowledged by the system so long after it returned (domain A2.3, 9). */
  readonly autoAcknowledgeMinutes?: number;
  /** Reasons of design that suppress it at an equipment they hold for. */
  readonly suppressedBy?: readonly SuppressionReason[];
  /** Its trouble explains that of others: they are suppressed by design while it is active. */
  readonly suppresses?: Suppresses;
  /** Alarms of one group and equipment belong together in lists and incidents. */
  readonly group?: string;
  readonly consequence: Text;
  readonly cause: Text;
  /** What the operator does. */
  readonly action: Text;
  /** The procedure that opens with the alarm: `S-PMP-1`. */
  readonly procedure?: string;
  readonly respondWithinMinutes: number;
  readonly workOrder?: WorkOrderTemplate;
  /** The notification policy; that of its priority where it says nothing. */
  readonly notification?: string;
  /** Who answers for the rule: a person's user name or a role. */
  readonly owner?: string;
  /** Where the numbers come from: domain rule, standard, own default. */
  readonly provenance: string;
  readonly state: RuleState;
}

/** Seconds from the moment at which what it watches goes wrong to the alarm: its own silence and on-delay. */
export function secondsToRaise(rule: Pick<Rule, "when" | "onDelaySeconds">): number {
  const { when } = rule;
  const level =
    when.kind === "levels"
      ? Math.min(...when.levels.map((one) => one.onDelaySeconds ?? rule.onDelaySeconds))
      : undefined;
  return silenceSeconds(when) + (level ?? rule.onDelaySeconds);
}
