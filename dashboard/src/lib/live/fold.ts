import type { LiveDelta } from "@plantroom/model/live/events.ts";
import type { Reading } from "./reading.ts";

export type Readings = Readonly<Record<string, Reading>>;

/** The changed readings of each equipment in a row of deltas, the newest of each point only. */
export function changedReadings(deltas: readonly LiveDelta[]): Map<string, Record<string, Reading>> {
  const changed = new Map<string, Record<string, Reading>>();
  for (const delta of deltas) {
    for (const [equipment, point, at, value, quality] of delta.values ?? []) {
      let readings = changed.get(equipment);
      if (!readings) {
        readings = {};
        changed.set(equipment, readings);
      }
      readings[point] = { at, value, quality: quality ?? "good" };
    }
  }
  return changed;
}

/** Lays newer versions over a list known by id and leaves out what is over; the same map where nothing changed. */
export function foldById<T extends { readonly id: string }>(
  before: ReadonlyMap<string, T>,
  changes: readonly T[],
  isOver: (one: T) => boolean,
): ReadonlyMap<string, T> {
  if (changes.length === 0) return before;
  const after = new Map(before);
  for (const change of changes) {
    if (isOver(change)) after.delete(change.id);
    else after.set(change.id, change);
  }
  return after;
}
