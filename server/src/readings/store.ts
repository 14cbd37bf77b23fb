import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import type { Quality } from "@plantroom/model/quality.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { DayRange } from "./day-ranges.ts";
import type { EquipmentDay } from "./grid.ts";

/**
 * One reading on its way to the store. `order` decides between two readings of the same point and time: the later holds; for one
 * order, the later in the batch. Orders grow along the journal: everything before a position has a lower order than it.
 */
export interface StoredReading {
  readonly site: string;
  readonly equipment: string;
  readonly point: string;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
  readonly order: number;
}

export interface SeriesKey {
  readonly site: string;
  readonly equipment: string;
  readonly point: string;
}

export interface Sample {
  readonly at: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
}

/**
 * What a bucket holds of samples that are neither `bad` nor `stale`: `mean`, `min` and `max` of numbers and booleans (0, 1), not a
 * number where there are only texts; `first` and `last` with their own times, for registers and states.
 */
export interface Bucket {
  readonly from: Instant;
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly first: Sample;
  readonly last: Sample;
}

export interface Span {
  readonly oldest: Instant;
  readonly newest: Instant;
}

export interface RollUpOrder {
  readonly now: Instant;
  /** The days that are being written to as well. */
  readonly all?: boolean;
  /** Told of days whose roll-ups are made anew, before they count as settled; where it fails they do not. */
  readonly onRebuilt?: (days: readonly EquipmentDay[]) => Promise<void>;
}

/**
 * Port of the readings history. Every adapter passes the suite in `test/contract/readings-store.ts`. Every call may fail with
 * `StoreFailure`.
 */
export interface ReadingStore {
  readonly kind: string;
  /**
   * All readings and the position, or nothing. A reading whose order lies before the position is there already and is left out,
   * so repeating a batch changes nothing; the position never moves back.
   */
  write(batch: readonly StoredReading[], position: JournalPosition): Promise<void>;
  /**
   * Writes again what the store has lost, or once refused: whatever its order, and without moving the position. Between two readings
   * of one point and time stores that keep orders decide by them, others keep what is written last.
   */
  replay(batch: readonly StoredReading[]): Promise<void>;
  /** How many different times of `[from, to)` hold a sample, of each series in the order asked. */
  counts(series: readonly SeriesKey[], from: Instant, to: Instant): Promise<readonly number[]>;
  /** When the oldest reading and the newest were measured; undefined for none. */
  span(): Promise<Span | undefined>;
  /**
   * All readings of `[from, to)` in parts that memory holds, to be written elsewhere: for one point and time the one that holds, its order
   * 0. The same store gives the same readings again.
   */
  readings(from: Instant, to: Instant): AsyncIterable<readonly StoredReading[]>;
  /** Position after the last batch written; 0 for a new store. */
  position(): Promise<JournalPosition>;
  /** The journal was begun anew: what comes from here on is new, whatever its order. */
  rewind(position: JournalPosition): Promise<void>;
  /** `[from, to)` in order of time, at most `limit`; for one time the later order only. */
  samples(series: SeriesKey, from: Instant, to: Instant, limit: number): Promise<readonly Sample[]>;
  /**
   * Buckets of `width` aligned to `origin` that hold something of `[from, to)`; empty ones are left out. Where width and origin are
   * whole quarter hours they come from roll-ups as far as these are up to date, with the same answer, and reach back to
   * what of readings is forgotten.
   */
  buckets(
    series: SeriesKey,
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin?: Instant,
  ): Promise<readonly Bucket[]>;
  /** The same for many series at once, in the order asked. */
  bucketsOf(
    series: readonly SeriesKey[],
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin?: Instant,
  ): Promise<readonly (readonly Bucket[])[]>;
  /** The newest sample before a time. */
  lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined>;
  /** The oldest sample at or after a time. */
  firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined>;
  /**
   * Makes some roll-ups that are due: of one day, of as many equipment as take a moment. The answer is how many days of equipment; 0 when
   * nothing is due.
   */
  rollUp(order: RollUpOrder): Promise<number>;
  /** Days (UTC) of an equipment whose roll-ups are behind its readings, ascending. */
  unsettled(site: string, equipment: string): Promise<readonly DayRange[]>;
  /** Forgets roll-ups of the time before; those of readings that are still there count no longer and are not missed. */
  forgetRollUps(before: Instant): Promise<void>;
  /** Forgets readings that were received before a time; the answer is how many. What they were rolled up to stays. */
  forget(receivedBefore: Instant): Promise<number>;
  /** Copies what is kept in this installation's own files, as of one moment; does nothing where there are none. */
  copyTo(file: string): Promise<void>;
  /** Readings kept. */
  count(): Promise<number>;
  close(): Promise<void>;
}
