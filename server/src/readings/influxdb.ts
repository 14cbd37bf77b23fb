import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { type Clock, systemClock } from "../clock.ts";
import { Turns } from "../turns.ts";
import type { DayRange } from "./day-ranges.ts";
import { furthestAhead, type Grid, type RollUpLevel } from "./grid.ts";
import { InfluxExport } from "./influxdb-export.ts";
import { InfluxFields } from "./influxdb-fields.ts";
import { InfluxRetention } from "./influxdb-forget.ts";
import { InfluxProgress } from "./influxdb-progress.ts";
import { InfluxQuery } from "./influxdb-query.ts";
import { InfluxReader } from "./influxdb-reader.ts";
import { InfluxRollUps } from "./influxdb-rollups.ts";
import { type DeviceTypeOf, InfluxRows } from "./influxdb-rows.ts";
import { rollUpMeasurements } from "./influxdb-schema.ts";
import { Unsettled } from "./influxdb-unsettled.ts";
import { daysWithReadings, loadUnsettled, unsettledLine } from "./influxdb-unsettled-days.ts";
import type { InfluxAddress } from "./influxdb-url.ts";
import { InfluxWriter } from "./influxdb-write.ts";
import { rolledBuckets } from "./rolled-buckets.ts";
import { checkStorable } from "./storable.ts";
import type { Bucket, ReadingStore, RollUpOrder, Sample, SeriesKey, Span, StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";
import { UnsettledDays } from "./unsettled-days.ts";

/** Equipment whose day is rolled up together. */
const equipmentAtOnce = 100;

/** What is known of the database while it answers. */
interface Opened {
  readonly fields: InfluxFields;
  readonly rows: InfluxRows;
  readonly reader: InfluxReader;
  readonly rollUps: InfluxRollUps;
  readonly readings: InfluxExport;
  progress: InfluxProgress;
}

export interface InfluxOptions {
  readonly address: InfluxAddress;
  readonly deviceTypeOf: DeviceTypeOf;
  readonly clock?: Clock;
}

/**
 * Readings in InfluxDB; `docs/influxdb.md` has its schema. Rows come first, then the position: a crash between them repeats rows,
 * which overwrite themselves. A server that is away is no reason not to start: each use tries again. `count` counts what was
 * written: a reading that replaced another, or came again from a journal that went back, counts again.
 */
export class InfluxReadings implements ReadingStore {
  readonly kind = "influxdb";
  readonly #database: string;
  readonly #query: InfluxQuery;
  readonly #writer: InfluxWriter;
  readonly #deviceTypeOf: DeviceTypeOf;
  readonly #clock: Clock;
  readonly #writing = new Turns();
  readonly #rollingUp = new Turns();
  readonly #unsettled = new Unsettled();
  readonly #unsettledDays = new UnsettledDays();
  #opened: Promise<Opened> | undefined;
  #closed = false;
  /** Readings that are stored ahead of the position. */
  #ahead = 0;

  constructor({ address, deviceTypeOf, clock = systemClock }: InfluxOptions) {
    this.#database = address.database;
    this.#query = new InfluxQuery(address);
    this.#writer = new InfluxWriter(address);
    this.#deviceTypeOf = deviceTypeOf;
    this.#clock = clock;
  }

  async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    checkStorable(batch);
    await this.#change(async (opened) => {
      const { rows, progress } = opened;
      const news = inOrder(batch).filter(({ order }) => order >= progress.position);
      const { lines, readings } = rows.linesOf(news, (reading) => this.#unsettled.isLate(reading));
      if (position <= (news.at(-1)?.order ?? -1)) for (const reading of news) this.#unsettled.add(reading);
      await this.#sendMarked(news, lines);
      const ahead = this.#ahead + readings;
      if (position > progress.position) await this.#move(opened, position, progress.readings + ahead);
      else this.#ahead = ahead;
      this.#unsettled.settle(opened.progress.position);
    });
  }

  async replay(batch: readonly StoredReading[]): Promise<void> {
    checkStorable(batch);
    await this.#change(async ({ rows }) => {
      const sorted = inOrder(batch);
      const { lines, readings } = rows.linesOf(sorted, () => false);
      await this.#sendMarked(sorted, lines);
      this.#ahead += readings;
    });
  }

  async counts(series: readonly SeriesKey[], from: Instant, to: Instant): Promise<readonly number[]> {
    return (await this.#open()).reader.counts(series, from, to);
  }

  async span(): Promise<Span | undefined> {
    return (await this.#open()).readings.span();
  }

  async *readings(from: Instant, to: Instant): AsyncGenerator<readonly StoredReading[]> {
    yield* (await this.#open()).readings.between(from, to);
  }

  async position(): Promise<JournalPosition> {
    return this.#change(async (opened) => {
      opened.progress = await InfluxProgress.load(this.#query);
      return opened.progress.position;
    });
  }

  async rewind(position: JournalPosition): Promise<void> {
    await this.#change(async (opened) => {
      await this.#move(opened, position, opened.progress.readings + this.#ahead);
      this.#unsettled.clear();
    });
  }

  async samples(series: SeriesKey, from: Instant, to: Instant, limit: number): Promise<readonly Sample[]> {
    if (!(limit > 0)) return [];
    const { reader } = await this.#open();
    const most = Math.ceil(limit);
    return (await reader.samples(series, from, to, Number.isFinite(most) ? `LIMIT ${most}` : "")).slice(0, limit);
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
    const { reader, rollUps, progress } = await this.#open();
    const source = {
      raw: (keys: readonly SeriesKey[], grid: Grid) => reader.bucketsOf(keys, grid),
      rolled: (keys: readonly SeriesKey[], grid: Grid, level: RollUpLevel) => rollUps.bucketsOf(keys, grid, level),
      unsettled: (one: SeriesKey) => this.#unsettledDays.of(one.site, one.equipment),
      forgotten: progress.forgotten ?? Number.NEGATIVE_INFINITY,
    };
    return rolledBuckets(source, series, { from, to, width, origin });
  }

  async lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    const { reader, rollUps, progress } = await this.#open();
    const sample = await reader.newest(series, before);
    if ((progress.forgotten ?? 0) <= 0) return sample;
    const rolled = await rollUps.newest(series, before);
    return rolled && rolled.at > (sample?.at ?? Number.NEGATIVE_INFINITY) ? rolled : sample;
  }

  async firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    const { reader, rollUps, progress } = await this.#open();
    const sample = await reader.oldest(series, from);
    if ((progress.forgotten ?? 0) <= 0) return sample;
    const rolled = await rollUps.oldest(series, from);
    return rolled && rolled.at < (sample?.at ?? Number.POSITIVE_INFINITY) ? rolled : sample;
  }

  async rollUp({ now, all, onRebuilt }: RollUpOrder): Promise<number> {
    return this.#rollingUp.take(async () => {
      const claimed = await this.#change(async () => this.#unsettledDays.claim(now, equipmentAtOnce, all));
      if (claimed.length === 0) return 0;
      try {
        const { rollUps, progress } = await this.#open();
        await this.#send(await rollUps.linesOf(claimed, progress.forgotten ?? Number.NEGATIVE_INFINITY));
        await onRebuilt?.(claimed);
        await this.#change(async () => {
          await this.#send(this.#unsettledDays.settled(claimed).map((one) => unsettledLine(one, false)));
          this.#unsettledDays.release(claimed, "built");
        });
      } catch (problem) {
        this.#unsettledDays.release(claimed, "failed");
        throw problem;
      }
      return claimed.length;
    });
  }

  async unsettled(site: string, equipment: string): Promise<readonly DayRange[]> {
    await this.#open();
    return this.#unsettledDays.of(site, equipment);
  }

  async forgetRollUps(before: Instant): Promise<void> {
    await this.#rollingUp.take(async () => {
      for (const measurement of Object.values(rollUpMeasurements)) {
        await this.#query.ask([`DELETE FROM "${measurement}" WHERE time < ${Math.ceil(before)}ms`]);
      }
    });
  }

  /** Days of which something goes are rolled up first, the open ones too. */
  async forget(receivedBefore: Instant): Promise<number> {
    const retention = new InfluxRetention(this.#query, receivedBefore);
    if (!(await retention.isDue((await this.#open()).fields))) return 0;
    while ((await this.rollUp({ now: receivedBefore, all: true })) > 0);
    return this.#change(async (opened) => {
      const { position, readings, forgotten: before = Number.NEGATIVE_INFINITY } = opened.progress;
      const counted = readings + this.#ahead;
      await this.#move(opened, position, counted, Math.max(before, Math.ceil(receivedBefore) + furthestAhead));
      const forgotten = await retention.forget(opened.fields);
      if (forgotten > 0) await this.#move(opened, position, Math.max(0, counted - forgotten));
      return forgotten;
    });
  }

  async copyTo(): Promise<void> {
    // InfluxDB keeps its own backups.
  }

  async count(): Promise<number> {
    const { progress } = await this.#open();
    return progress.readings + this.#ahead;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing.take(async () => undefined);
  }

  /** One at a time. */
  #change<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    return this.#writing.take(async () => work(await this.#open()));
  }

  async #move(opened: Opened, position: JournalPosition, readings: number, forgotten?: Instant): Promise<void> {
    const next = opened.progress.next(position, readings, this.#clock.now(), forgotten);
    await this.#send([next.line()]);
    opened.progress = next;
    this.#ahead = 0;
  }

  /** With a note of the days whose roll-ups these lines leave behind. */
  async #sendMarked(readings: readonly StoredReading[], lines: readonly string[]): Promise<void> {
    const unsettled = this.#unsettledDays.draft(readings);
    await this.#send([...unsettled.marks.map((one) => unsettledLine(one, true)), ...lines]);
    unsettled.commit();
  }

  /** After a failure the database may be another: what is known of it is asked anew. */
  async #send(lines: readonly string[]): Promise<void> {
    try {
      await this.#writer.write(lines);
    } catch (problem) {
      this.#opened = undefined;
      throw problem;
    }
  }

  #open(): Promise<Opened> {
    if (this.#closed) throw new StoreFailure("unavailable", "the store is closed");
    const opening = this.#opened ?? this.#load();
    this.#opened = opening;
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = undefined;
    });
    return opening;
  }

  async #load(): Promise<Opened> {
    // InfluxDB 1 makes a database that is missing. A user without the right, and the later generations, are told no: then it is there
    // or the next question says what is wrong.
    await this.#query.ask([`CREATE DATABASE "${this.#database}"`]).catch(() => undefined);
    const fields = await InfluxFields.load(this.#query);
    const progress = await InfluxProgress.load(this.#query);
    if (progress.forgotten === undefined) {
      const days = await daysWithReadings(this.#query, fields);
      await this.#writer.write(days.map((one) => unsettledLine(one, true)));
    }
    this.#unsettledDays.load(await loadUnsettled(this.#query));
    const reader = new InfluxReader(this.#query, fields, this.#deviceTypeOf);
    return {
      fields,
      rows: new InfluxRows(fields, this.#deviceTypeOf),
      reader,
      rollUps: new InfluxRollUps(this.#query, fields, reader),
      readings: new InfluxExport(this.#query, fields),
      progress,
    };
  }
}

/** The journal's batches are in order already. */
function inOrder(batch: readonly StoredReading[]): readonly StoredReading[] {
  const isInOrder = batch.every(({ order }, i) => i === 0 || order >= (batch[i - 1]?.order ?? 0));
  return isInOrder ? batch : batch.toSorted((a, b) => a.order - b.order);
}
