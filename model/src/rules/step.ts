import type { Evidence } from "../alarms/alarm.ts";
import type { Priority } from "../alarms/priority.ts";
import type { Instant } from "../time.ts";
import type { Condition } from "./condition.ts";
import type { Detection } from "./detection.ts";
import type { Inputs } from "./inputs.ts";
import type { UnknownReason } from "./judgement.ts";
import type { Rule } from "./rule.ts";

/** Why the rule stands where it stands. */
export type DetectionReason =
  | "holds"
  | "holds-not"
  | "on-delay"
  | "off-delay"
  /** The condition holds; more samples have to say so. */
  | "more-samples"
  | "calendar"
  | UnknownReason;

export interface DetectionStep {
  readonly after: Detection;
  /** `priority`: active as before, with another priority in force. */
  readonly change: "none" | "raised" | "cleared" | "priority";
  /** The transition's own time: the end of the delay, not the time at which it was noticed. */
  readonly at: Instant;
  /** In force after the step; the rule's own while it is not active. */
  readonly priority: Priority;
  /**
   * When to ask again although nothing arrives, by the clock that `clockOf(rule.when)` names; undefined when only a sample
   * can change anything.
   */
  readonly dueAt?: Instant | undefined;
  readonly reason: DetectionReason;
  readonly evidence: readonly Evidence[];
}

/** The times of one look. */
export interface Moment {
  /** Of the rule's clock. */
  readonly now: Instant;
  readonly at: Instant;
  readonly wallNow: Instant;
}

export type DetectOne = (
  rule: Rule,
  when: Condition,
  before: Detection,
  inputs: Inputs,
  moment: Moment,
) => DetectionStep;
