export type AgeUnit = "seconds" | "minutes" | "hours" | "days";

/** A length of time in its greatest full unit; less than zero counts as zero. */
export function ageOf(milliseconds: number): { readonly count: number; readonly unit: AgeUnit } {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 60) return { count: seconds, unit: "seconds" };
  if (seconds < 3_600) return { count: Math.floor(seconds / 60), unit: "minutes" };
  if (seconds < 48 * 3_600) return { count: Math.floor(seconds / 3_600), unit: "hours" };
  return { count: Math.floor(seconds / 86_400), unit: "days" };
}
