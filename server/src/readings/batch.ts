import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { JournalFrame } from "../journal/reader.ts";
import type { StoredReading } from "./store.ts";

/** Readings of whole frames, on their way to the store together. */
export interface Batch {
  readonly readings: StoredReading[];
  /** Where the first frame began, and where the last one ends. */
  readonly from: JournalPosition;
  readonly to: JournalPosition;
  /** When the gateway had the oldest entry. */
  readonly oldest: Instant;
  /** When its first frame was read, by a clock that nobody can set. */
  readonly begunAt: Milliseconds;
}

/** The batch with one more frame behind it. */
export function withFrame(
  batch: Batch | undefined,
  { position, next, entries }: JournalFrame,
  now: Milliseconds,
): Batch {
  const readings = batch?.readings ?? [];
  let oldest = batch?.oldest ?? Number.POSITIVE_INFINITY;
  for (const [i, entry] of entries.entries()) {
    oldest = Math.min(oldest, entry.receivedAt);
    if (entry.kind !== "samples") continue;
    const { site, equipment, receivedAt } = entry;
    for (const [point, at, value, quality = "good"] of entry.samples) {
      readings.push({ site, equipment, point, at, receivedAt, value, quality, order: position + i });
    }
  }
  return { readings, from: batch?.from ?? position, to: next, oldest, begunAt: batch?.begunAt ?? now };
}
