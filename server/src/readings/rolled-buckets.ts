import type { Instant } from "@plantroom/model/time.ts";
import type { DayRange } from "./day-ranges.ts";
import type { Grid, RollUpLevel } from "./grid.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import type { Bucket, SeriesKey } from "./store.ts";

type Lists = readonly (readonly Bucket[])[];

/** What a store answers from its readings, and what from its roll-ups. */
export interface BucketSource {
  readonly raw: (series: readonly SeriesKey[], grid: Grid) => Promise<Lists>;
  /** Buckets of the grid, put together from roll-ups of the level. */
  readonly rolled: (series: readonly SeriesKey[], grid: Grid, level: RollUpLevel) => Promise<Lists>;
  /** Days whose roll-ups are behind. */
  readonly unsettled: (series: SeriesKey) => readonly DayRange[];
  /** Readings of a time before this one may be forgotten. */
  readonly forgotten: Instant;
}

/** Buckets of a grid from roll-ups where they are up to date, from readings elsewhere. */
export async function rolledBuckets(source: BucketSource, series: readonly SeriesKey[], grid: Grid): Promise<Lists> {
  const asked = series.map((one) => {
    const segments = segmentsOf(grid, source.unsettled(one), source.forgotten);
    return { one, segments, likeness: segments.map(({ from, source: of }) => `${from} ${of}`).join() };
  });
  const found = new Map<SeriesKey, readonly Bucket[]>();
  await Promise.all(
    [...Map.groupBy(asked, ({ likeness }) => likeness).values()].map(async (alike) => {
      const keys = alike.map(({ one }) => one);
      const parts = await Promise.all(
        (alike[0]?.segments ?? []).map((segment) => bucketsOf(source, keys, grid, segment)),
      );
      for (const [i, key] of keys.entries()) found.set(key, merged(parts.map((lists) => lists[i] ?? [])));
    }),
  );
  return series.map((one) => found.get(one) ?? []);
}

async function bucketsOf(
  source: BucketSource,
  series: readonly SeriesKey[],
  grid: Grid,
  segment: Segment,
): Promise<Lists> {
  const { from, to, source: of } = segment;
  const part = { ...grid, from, to };
  if (of === "raw") return source.raw(series, part);
  if (of !== "both") return source.rolled(series, part, of);
  const [raw, rolled] = await Promise.all([source.raw(series, part), source.rolled(series, part, "quarter")]);
  return series.map((_, i) => fuller(raw[i] ?? [], rolled[i] ?? []));
}

/** Of two lists of the same grid, of each bucket the one that holds more. */
export function fuller(some: readonly Bucket[], others: readonly Bucket[]): readonly Bucket[] {
  if (some.length === 0) return others;
  if (others.length === 0) return some;
  const found = new Map(others.map((one) => [one.from, one]));
  for (const one of some) if (one.count >= (found.get(one.from)?.count ?? 0)) found.set(one.from, one);
  return [...found.values()].sort((a, b) => a.from - b.from);
}

/** Buckets of the same grid from parts that follow each other in time: only those at the borders meet. */
export function merged(parts: Lists): readonly Bucket[] {
  const [only = [], ...others] = parts.filter(({ length }) => length > 0);
  if (others.length === 0) return only;
  const found = [...only];
  for (const one of others.flat()) {
    const before = found.at(-1);
    if (before?.from === one.from) found[found.length - 1] = together(before, one);
    else found.push(one);
  }
  return found;
}

/** The earlier and the later half of one bucket. */
function together(a: Bucket, b: Bucket): Bucket {
  const [first, second] = [Number.isNaN(a.mean) ? 0 : a.count, Number.isNaN(b.mean) ? 0 : b.count];
  const either = (one: number, other: number, pick: (...of: number[]) => number) =>
    Number.isNaN(one) ? other : Number.isNaN(other) ? one : pick(one, other);
  return {
    from: a.from,
    count: a.count + b.count,
    mean: either(a.mean, b.mean, () => (a.mean * first + b.mean * second) / (first + second)),
    min: either(a.min, b.min, Math.min),
    max: either(a.max, b.max, Math.max),
    first: a.first,
    last: b.last,
  };
}
