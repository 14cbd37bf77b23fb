import type { Named } from "../text.ts";
import type { Instant } from "../time.ts";

/** `daily`: each day hands over to the next person; `weekly`: each week, on the weekday of `startsOn`. */
export const rotations = ["daily", "weekly"] as const;
export type Rotation = (typeof rotations)[number];

/** The days on which a layer is on duty, by the date on which its hours begin. */
export const dutyDays = ["every-day", "working-days", "days-off"] as const;
export type DutyDays = (typeof dutyDays)[number];

/** People who take turns. Of several layers on duty the last of the list counts: it stands above the others. */
export interface Layer {
  readonly id: string;
  readonly name: string;
  /** User names, in the order of their turns. */
  readonly people: readonly string[];
  readonly rotation: Rotation;
  /** So many days or weeks before the next person; 1 or more. */
  readonly every: number;
  /** Local time of the hand-over, `08:00`. */
  readonly handOffAt: string;
  /** Local date of the first turn, `2026-01-05`; before it the layer is on no duty. */
  readonly startsOn: string;
  /** Local hours of duty; across midnight when `to` is not after `from`. The whole day when missing. */
  readonly hours?: { readonly from: string; readonly to: string } | undefined;
  readonly days: DutyDays;
}

/** Somebody stands in, whatever the layers say; of several the last of the list counts. */
export interface Override {
  readonly id: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly username: string;
  readonly reason: string;
  readonly by: string;
}

/** Who is called, at any moment: at most one person. */
export interface Roster extends Named {
  readonly id: string;
  /** IANA; hand-overs and hours are in it. */
  readonly timeZone: string;
  /** Calendar of working days; Monday to Friday when missing. */
  readonly calendar?: string | undefined;
  /** Sites it serves; all when missing. */
  readonly sites?: readonly string[] | undefined;
  readonly layers: readonly Layer[];
  readonly overrides: readonly Override[];
  /** Hours with nobody on duty are meant so, and not reported. */
  readonly gapsAllowed: boolean;
}

export interface Duty {
  readonly username: string;
  /** Id of the layer or of the override that says so. */
  readonly source: string;
  readonly kind: "rotation" | "override";
}

/** A stretch of time with one answer; `duty` undefined: nobody. */
export interface Shift {
  readonly from: Instant;
  readonly to: Instant;
  readonly duty: Duty | undefined;
}
