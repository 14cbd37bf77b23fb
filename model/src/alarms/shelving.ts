import { type Milliseconds, minute } from "../time.ts";

/** Why an operator shelves; with words of their own beside it. */
export const shelveReasons = [
  "known-fault",
  "work-in-progress",
  "awaiting-parts",
  "sensor-faulty",
  "outside-cause",
  "other",
] as const;
export type ShelveReason = (typeof shelveReasons)[number];

/** Times that are offered; `end-of-shift` ends with the running shift of the site. */
export const shelvePresets = { "15m": 15, "1h": 60, "4h": 240, "end-of-shift": undefined } as const;
export type ShelvePreset = keyof typeof shelvePresets;

/** The longest an alarm is shelved, in hours; never for ever (domain A2.4). */
export const shelveHours = { operator: 8, supervisor: 24 } as const;

/** More alarms on the shelf of one person, and the supervisor is warned. */
export const shelfQuota = 20;

/** Shifts begin at these hours of the site's day. */
export const shiftHours = [0, 8, 16] as const;

/** Silenced, an alarm sounds again after so long unless somebody has acknowledged it; never for the lower two. */
export const soundsAgainAfter: Readonly<Record<"critical" | "high", Milliseconds>> = {
  critical: minute,
  high: 3 * minute,
};
