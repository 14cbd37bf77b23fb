import { setImmediate as breathe } from "node:timers/promises";
import type { SeriesSample } from "@plantroom/model/rules/simulate.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { rollUpWidths } from "../readings/grid.ts";
import type { Period } from "../readings/period.ts";
import type { Bucket, ReadingStore, SeriesKey } from "../readings/store.ts";

export interface PastSeries {
  readonly samples: readonly SeriesSample[];
  /** Some of it are means of quarter hours. */
  readonly isCoarse: boolean;
}

/** Read in one go; other requests are answered in between. */
const samplesAtOnce = 50_000;
const { quarter } = rollUpWidths;

/** The store's part that the laboratory needs. */
export type PastStore = Pick<ReadingStore, "samples" | "counts" | "buckets" | "lastBefore">;

/**
 * What was known of a point at the beginning, then every reading of the period; before the first reading of a time whose readings may
 * be forgotten the quarter hours that are left of it, each at its beginning. `count`: how many readings there are.
 */
export async function seriesBetween(
  store: PastStore,
  key: SeriesKey,
  { from, to }: Period,
  { count, mayBeForgotten }: { readonly count: number; readonly mayBeForgotten: boolean },
): Promise<PastSeries> {
  const before = await store.lastBefore(key, from);
  const samples: SeriesSample[] = before ? [[before.at, before.value, before.quality]] : [];
  const raw: SeriesSample[] = [];
  const parts = Math.max(1, Math.ceil(count / samplesAtOnce));
  for (let part = 0; part < parts; part++) {
    const edge = (i: number): Instant => Math.round(from + ((to - from) * i) / parts);
    for (const { at, value, quality } of await store.samples(key, edge(part), edge(part + 1), count + 1)) {
      raw.push([at, value, quality]);
    }
    await breathe();
  }
  const firstRaw = raw[0]?.[0] ?? to;
  const coarse = mayBeForgotten ? await store.buckets(key, from, Math.min(to, firstRaw), quarter) : [];
  const quarters = coarse.filter((one) => one.from >= from && one.from + quarter <= firstRaw).map(ofQuarter);
  for (const part of [quarters, raw]) for (const sample of part) samples.push(sample);
  return { samples, isCoarse: quarters.length > 0 };
}

function ofQuarter({ from, mean, last }: Bucket): SeriesSample {
  const isFigure = typeof last.value === "number" && Number.isFinite(mean);
  return [from, isFigure ? mean : last.value, last.quality];
}
