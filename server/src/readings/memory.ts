import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { bucketsOfSamples } from "./bucket.ts";
import type { DayRange } from "./day-ranges.ts";
import { furthestAhead, type Grid, rollUpWidths } from "./grid.ts";
import { fuller, merged, rolledBuckets } from "./rolled-buckets.ts";
import { checkStorable } from "./storable.ts";
import type { Bucket, ReadingStore, RollUpOrder, Sample, SeriesKey, Span, StoredReading } from "./store.ts";
import { UnsettledDays } from "./unsettled-days.ts";

interface Kept extends Sample {
  readonly receivedAt: Instant;
  readonly order: number;
}

const { quarter } = rollUpWidths;
const equipmentAtOnce = 1_000;

/** Readings in memory, for tests and trials; gone with the process. Rolled up is only what is forgotten. */
export class MemoryReadings implements ReadingStore {
  readonly kind = "memory";
  #series = new Map<string, Kept[]>();
  /** Quarter hours of readings that are forgotten. */
  #rolled = new Map<string, readonly Bucket[]>();
  #position: JournalPosition = 0;
  #forgotten: Instant = Number.NEGATIVE_INFINITY;
  readonly #unsettled = new UnsettledDays();

  async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    checkStorable(batch);
    const before = this.#position;
    this.#take(batch.filter(({ order }) => order >= before));
    this.#position = Math.max(before, position);
  }

  async replay(batch: readonly StoredReading[]): Promise<void> {
    checkStorable(batch);
    this.#take(batch);
  }

  async counts(series: readonly SeriesKey[], from: Instant, to: Instant): Promise<readonly number[]> {
    return series.map((one) => this.#between(one, from, to).length);
  }

  async span(): Promise<Span | undefined> {
    const times = [...this.#series.values()].flatMap((list) => [list[0], list.at(-1)].flatMap((one) => one?.at ?? []));
    return times.length === 0 ? undefined : { oldest: Math.min(...times), newest: Math.max(...times) };
  }

  async *readings(from: Instant, to: Instant): AsyncGenerator<readonly StoredReading[]> {
    for (const [key, list] of this.#series) {
      const [site = "", equipment = "", point = ""] = key.split("/");
      const found = list.slice(placeOf(list, from), placeOf(list, to));
      if (found.length > 0) yield found.map((kept) => ({ site, equipment, point, ...kept, order: 0 }));
    }
  }

  async position(): Promise<JournalPosition> {
    return this.#position;
  }

  async rewind(position: JournalPosition): Promise<void> {
    this.#position = position;
  }

  async samples(series: SeriesKey, from: Instant, to: Instant, limit: number): Promise<readonly Sample[]> {
    return this.#between(series, from, to).slice(0, limit).map(sampleOf);
  }

  async buckets(
    series: SeriesKey,
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin: Instant = 0,
  ): Promise<readonly Bucket[]> {
    const [buckets] = await this.bucketsOf([series], from, to, width, origin);
    return buckets ?? [];
  }

  async bucketsOf(
    series: readonly SeriesKey[],
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin: Instant = 0,
  ): Promise<readonly (readonly Bucket[])[]> {
    const source = {
      raw: async (keys: readonly SeriesKey[], grid: Grid) => keys.map((one) => this.#raw(one, grid)),
      rolled: async (keys: readonly SeriesKey[], grid: Grid) => keys.map((one) => this.#rolledUp(one, grid)),
      unsettled: ({ site, equipment }: SeriesKey) => this.#unsettled.of(site, equipment),
      forgotten: this.#forgotten,
    };
    return rolledBuckets(source, series, { from, to, width, origin });
  }

  async lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    const list = this.#of(series);
    const kept = list[placeOf(list, before) - 1];
    const ends = (this.#rolled.get(keyOf(series)) ?? []).flatMap(({ first, last }) => [first, last]);
    return latestOf([...ends.filter(({ at }) => at < before), ...(kept ? [sampleOf(kept)] : [])]);
  }

  async firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    const list = this.#of(series);
    const kept = list[placeOf(list, from)];
    const ends = (this.#rolled.get(keyOf(series)) ?? []).flatMap(({ first, last }) => [first, last]);
    return oldestOf([...(kept ? [sampleOf(kept)] : []), ...ends.filter(({ at }) => at >= from)]);
  }

  async rollUp({ now, all, onRebuilt }: RollUpOrder): Promise<number> {
    const claimed = this.#unsettled.claim(now, equipmentAtOnce, all);
    try {
      if (claimed.length > 0) await onRebuilt?.(claimed);
    } catch (problem) {
      this.#unsettled.release(claimed, "failed");
      throw problem;
    }
    this.#unsettled.release(claimed, "built");
    return claimed.length;
  }

  async unsettled(site: string, equipment: string): Promise<readonly DayRange[]> {
    return this.#unsettled.of(site, equipment);
  }

  async forgetRollUps(before: Instant): Promise<void> {
    for (const [key, list] of this.#rolled) {
      const left = list.filter(({ from }) => from >= before);
      this.#rolled.set(key, left);
    }
  }

  async forget(receivedBefore: Instant): Promise<number> {
    let forgotten = 0;
    for (const [key, list] of this.#series) {
      const left = list.filter(({ receivedAt }) => receivedAt >= receivedBefore);
      if (left.length === list.length) continue;
      forgotten += list.length - left.length;
      const buckets = bucketsOfSamples(list.map(sampleOf), quarter, 0);
      this.#rolled.set(key, fuller(buckets, this.#rolled.get(key) ?? []));
      this.#series.set(key, left);
    }
    if (forgotten > 0) this.#forgotten = Math.max(this.#forgotten, receivedBefore + furthestAhead);
    return forgotten;
  }

  async copyTo(): Promise<void> {
    // What is in memory ends with the process.
  }

  async count(): Promise<number> {
    return this.#series.values().reduce((sum, list) => sum + list.length, 0);
  }

  async close(): Promise<void> {
    this.#series.clear();
  }

  #take(batch: readonly StoredReading[]): void {
    this.#unsettled.draft(batch).commit();
    for (const reading of batch) this.#keep(reading);
  }

  #keep({ site, equipment, point, ...kept }: StoredReading): void {
    const key = keyOf({ site, equipment, point });
    const list = this.#series.get(key) ?? [];
    this.#series.set(key, list);
    const place = placeOf(list, kept.at);
    const there = list[place];
    if (there?.at !== kept.at) list.splice(place, 0, kept);
    else if (kept.order >= there.order) list[place] = kept;
  }

  #of(series: SeriesKey): readonly Kept[] {
    return this.#series.get(keyOf(series)) ?? [];
  }

  #between(series: SeriesKey, from: Instant, to: Instant): readonly Kept[] {
    const list = this.#of(series);
    return list.slice(placeOf(list, from), placeOf(list, to));
  }

  #raw(series: SeriesKey, { from, to, width, origin }: Grid): readonly Bucket[] {
    return bucketsOfSamples(this.#between(series, from, to).map(sampleOf), width, origin);
  }

  #rolledUp(series: SeriesKey, { from, to, width, origin }: Grid): readonly Bucket[] {
    const kept = (this.#rolled.get(keyOf(series)) ?? []).filter((one) => one.from >= from && one.from < to);
    const quarters = fuller(this.#raw(series, { from, to, width: quarter, origin: 0 }), kept);
    const starts = quarters.map((one) => [
      { ...one, from: one.from - ((((one.from - origin) % width) + width) % width) },
    ]);
    return merged(starts);
  }
}

function latestOf(samples: readonly Sample[]): Sample | undefined {
  return samples.reduce<Sample | undefined>((latest, one) => (latest && latest.at > one.at ? latest : one), undefined);
}

function oldestOf(samples: readonly Sample[]): Sample | undefined {
  return samples.reduce<Sample | undefined>((oldest, one) => (oldest && oldest.at <= one.at ? oldest : one), undefined);
}

function keyOf({ site, equipment, point }: SeriesKey): string {
  return `${site}/${equipment}/${point}`;
}

function sampleOf({ at, value, quality }: Sample): Sample {
  return { at, value, quality };
}

/** Index of the first that is not before a time. */
function placeOf(list: readonly Kept[], at: Instant): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.at ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
