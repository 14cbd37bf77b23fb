/**
 * How far a value can be trusted. `uncertain`: outside the instrument's range. `clock-suspect`: the device's time was not
 * plausible, the time of receipt stands in its place.
 */
export const qualities = [
  "good",
  "uncertain",
  "bad",
  "stale",
  "clock-suspect",
  "estimated",
  "manual",
  "simulated",
] as const;
export type Quality = (typeof qualities)[number];

/** Values of these qualities are judged by rules; the others freeze a rule where it stands (domain A5). */
export function isJudged(quality: Quality): boolean {
  return quality !== "bad" && quality !== "stale";
}
