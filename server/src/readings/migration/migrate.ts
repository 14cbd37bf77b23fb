import { day, type Instant } from "@plantroom/model/time.ts";
import { dayOf } from "../grid.ts";
import type { ReadingStore, SeriesKey } from "../store.ts";
import type { MigrationState } from "./state.ts";

export interface MigrationOptions {
  readonly from: ReadingStore;
  readonly to: ReadingStore;
  readonly state: MigrationState;
  /** Called after each day, once the state up to it is true. */
  readonly keep: (state: MigrationState) => Promise<void>;
  readonly say: (line: string) => void;
}

/** Readings of a series that did not arrive. */
export interface Missing {
  readonly series: string;
  readonly day: Instant;
  readonly expected: number;
  readonly found: number;
}

export type MigrationOutcome =
  | { readonly ok: true; readonly state: MigrationState }
  | { readonly ok: false; readonly state: MigrationState; readonly missing: readonly Missing[] };

const batchReadings = 10_000;

/**
 * Copies day by day and counts each series of a day in the new store before it goes on; at the end the new store takes over the
 * journal's position. A day that was broken off is copied again, which changes nothing.
 */
export async function migrate({ from, to, state: begun, keep, say }: MigrationOptions): Promise<MigrationOutcome> {
  let state = begun;
  const span = await from.span();
  const first = Math.max(state.next, span ? dayOf(span.oldest) * day : Number.POSITIVE_INFINITY);
  for (let start = first; span && start <= span.newest; start += day) {
    const met = await copyDay(from, to, start);
    const { moved, missing } = await compared(from, to, [...met.values()], start);
    if (missing.length > 0) return { ok: false, state, missing };
    const series = { ...state.series };
    for (const [key, count] of moved) series[key] = (series[key] ?? 0) + count;
    state = { ...state, next: start + day, series };
    await keep(state);
    const readings = [...moved.values()].reduce((sum, count) => sum + count, 0);
    if (readings > 0) say(`${new Date(start).toISOString().slice(0, 10)}: ${readings} readings`);
  }
  await to.rewind(await from.position());
  state = { ...state, isDone: true };
  await keep(state);
  return { ok: true, state };
}

/** The answer is every series that has a reading of the day. */
async function copyDay(from: ReadingStore, to: ReadingStore, start: Instant): Promise<ReadonlyMap<string, SeriesKey>> {
  const met = new Map<string, SeriesKey>();
  for await (const readings of from.readings(start, start + day)) {
    for (let i = 0; i < readings.length; i += batchReadings) await to.replay(readings.slice(i, i + batchReadings));
    for (const { site, equipment, point } of readings) {
      met.getOrInsertComputed(`${site}/${equipment}/${point}`, () => ({ site, equipment, point }));
    }
  }
  return met;
}

async function compared(from: ReadingStore, to: ReadingStore, keys: readonly SeriesKey[], start: Instant) {
  const [expected, found] = await Promise.all([from, to].map((store) => store.counts(keys, start, start + day)));
  const moved = new Map<string, number>();
  const missing: Missing[] = [];
  for (const [i, { site, equipment, point }] of keys.entries()) {
    const series = `${site}/${equipment}/${point}`;
    const [here, there] = [expected?.[i] ?? 0, found?.[i] ?? 0];
    moved.set(series, there);
    if (here !== there) missing.push({ series, day: start, expected: here, found: there });
  }
  return { moved, missing };
}
