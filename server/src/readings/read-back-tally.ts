import type { SamplesEntry } from "@plantroom/model/journal/entry.ts";
import { hour, type Instant } from "@plantroom/model/time.ts";
import type { SeriesKey } from "./store.ts";

/** The different times at which the journal holds a reading of one point, within one hour. */
export interface PointHour {
  readonly series: SeriesKey;
  readonly times: Set<Instant>;
}

/** What a stretch of the journal holds, by hour and point. */
export class Tally {
  readonly #hours = new Map<Instant, Map<string, PointHour>>();
  readonly #setAside: ReadonlySet<string>;
  #readings = 0;

  /** `setAside`: readings that are not expected in the store, as `site/equipment/point at`. */
  constructor(setAside: ReadonlySet<string>) {
    this.#setAside = setAside;
  }

  /** Readings of different points and times. */
  get readings(): number {
    return this.#readings;
  }

  add({ site, equipment, samples }: SamplesEntry): void {
    for (const [point, at] of samples) {
      const name = `${site}/${equipment}/${point}`;
      if (this.#setAside.size > 0 && this.#setAside.has(`${name} ${at}`)) continue;
      const points = this.#hours.getOrInsertComputed(Math.floor(at / hour) * hour, () => new Map());
      const { times } = points.getOrInsertComputed(name, () => ({
        series: { site, equipment, point },
        times: new Set(),
      }));
      const before = times.size;
      times.add(at);
      this.#readings += times.size - before;
    }
  }

  /** The points of each hour. */
  hours(): IterableIterator<readonly PointHour[]> {
    return this.#hours.values().map((points) => [...points.values()]);
  }
}

/** From the first to behind the last time of some points. */
export function spanOf(points: readonly PointHour[]): { readonly from: Instant; readonly to: Instant } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { times } of points) {
    for (const at of times) {
      if (at < from) from = at;
      if (at >= to) to = at + 1;
    }
  }
  return { from, to };
}
