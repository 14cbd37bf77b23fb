import type { Instant } from "@plantroom/model/time.ts";
import type { StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";

/** Largest time that a JavaScript date can hold, on both sides of 1970. */
const furthest = 8.64e15;

/** Throws `StoreFailure` "rejected" for a batch with a reading that no store can hold. */
export function checkStorable(batch: readonly StoredReading[]): void {
  for (const reading of batch) {
    const reason = unstorable(reading);
    if (reason) throw new StoreFailure("rejected", `${reading.site}/${reading.equipment}/${reading.point}: ${reason}`);
  }
}

function unstorable({ at, receivedAt, order, value }: StoredReading): string | undefined {
  if (!isInstant(at) || !isInstant(receivedAt)) return "its time is not a whole number of milliseconds";
  if (!Number.isSafeInteger(order) || order < 0) return "its order is not a position";
  if (typeof value === "number" && !Number.isFinite(value)) return "its value is not a finite number";
  // A text with half a surrogate pair has no UTF-8 form; a NUL ends a string in many stores.
  if (typeof value === "string" && (!value.isWellFormed() || value.includes("\0")))
    return "its text is not well formed";
  return undefined;
}

function isInstant(at: Instant): boolean {
  return Number.isInteger(at) && Math.abs(at) <= furthest;
}
