import type { Evidence } from "./alarm.ts";

/** Further beyond its limit than another value of the point; what has no limit is never worse. */
export function isWorse({ value, limit }: Evidence, than: Evidence | undefined): boolean {
  if (typeof value !== "number" || limit === undefined) return false;
  if (than === undefined) return true;
  if (typeof than.value !== "number" || than.limit === undefined) return false;
  return than.value >= than.limit ? value > than.value : value < than.value;
}
