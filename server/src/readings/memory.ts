import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { bucketsOfSamples } from "./bucket.ts";
import { checkStorable } from "./storable.ts";
import type { Bucket, ReadingStore, Sample, SeriesKey, StoredReading } from "./store.ts";

interface Kept extends Sample {
  readonly receivedAt: Instant;
  readonly order: number;
}

/** Readings in memory, for tests and trials; gone with the process. */
export class MemoryReadings implements ReadingStore {
  readonly kind = "memory";
  #series = new Map<string, Kept[]>();
  #position: JournalPosition = 0;

  async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    checkStorable(batch);
    const before = this.#position;
    for (const reading of batch) if (reading.order >= before) this.#keep(reading);
    this.#position = Math.max(before, position);
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
    return bucketsOfSamples(this.#between(series, from, to).map(sampleOf), width, origin);
  }

  async bucketsOf(
    series: readonly SeriesKey[],
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin: Instant = 0,
  ): Promise<readonly (readonly Bucket[])[]> {
    return Promise.all(series.map((one) => this.buckets(one, from, to, width, origin)));
  }

  async lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    const list = this.#of(series);
    const kept = list[placeOf(list, before) - 1];
    return kept && sampleOf(kept);
  }

  async firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    const list = this.#of(series);
    const kept = list[placeOf(list, from)];
    return kept && sampleOf(kept);
  }

  async forget(receivedBefore: Instant): Promise<number> {
    let forgotten = 0;
    for (const [key, list] of this.#series) {
      const left = list.filter(({ receivedAt }) => receivedAt >= receivedBefore);
      forgotten += list.length - left.length;
      this.#series.set(key, left);
    }
    return forgotten;
  }

  async count(): Promise<number> {
    return this.#series.values().reduce((sum, list) => sum + list.length, 0);
  }

  async close(): Promise<void> {
    this.#series.clear();
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
