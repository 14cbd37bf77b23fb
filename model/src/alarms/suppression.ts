import type { Instant } from "../time.ts";
import { gravity, type Priority } from "./priority.ts";

/** Why an alarm is hidden by design: logic, never an operator (ISA-18.2; domain A2.4). */
export const suppressionReasons = [
  "parent-comm-loss",
  "mains-failure",
  "equipment-not-running",
  "upstream-trip",
  "maintenance-mode",
  "drill-mode",
  "schedule-closed",
  "flood-mode",
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** What stands behind a reason of suppression; the alarm stays hidden as long as one of them is there. */
export interface SuppressionCause {
  readonly reason: SuppressionReason;
  readonly since: Instant;
  /** The equipment upstream whose trouble explains this one. */
  readonly equipment?: string | undefined;
  /** The alarm that stands for both, and its rule. */
  readonly alarm?: string | undefined;
  readonly rule?: string | undefined;
  /** The mode that hides it. */
  readonly mode?: string | undefined;
}

/** Where the trouble that an alarm tells of explains other alarms. */
export const reaches = ["behind", "fed", "parts"] as const;
/**
 * `behind`: everything that speaks through the equipment as its gateway. `fed`: everything that names it in `fedBy`, further
 * and further down. `parts`: everything of which it is an ancestor.
 */
export type Reach = (typeof reaches)[number];

/** While an alarm of the rule is active, alarms within its reach are hidden for the reason. */
export interface Suppresses {
  readonly reason: SuppressionReason;
  readonly reach: readonly Reach[];
}

/** What hides any alarm that is not of life safety; the other reasons only what names them in its rule. */
const byDefault: readonly SuppressionReason[] = ["parent-comm-loss", "mains-failure", "maintenance-mode"];

/**
 * Whether an alarm of the rule may be hidden for a reason. Life safety is hidden by nothing but what its rule names itself, and no
 * alarm without being named by one that is less grave: `by` is the priority of the alarm that would stand for it.
 */
export function maySuppress(
  rule: { readonly lifeSafety: boolean; readonly suppressedBy?: readonly SuppressionReason[] },
  priority: Priority,
  reason: SuppressionReason,
  by?: Priority,
): boolean {
  if (rule.suppressedBy?.includes(reason)) return true;
  if (rule.lifeSafety || !byDefault.includes(reason)) return false;
  return by === undefined || gravity(by) <= gravity(priority);
}
