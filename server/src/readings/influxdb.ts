import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { type Clock, systemClock } from "../clock.ts";
import { InfluxFields } from "./influxdb-fields.ts";
import { InfluxRetention } from "./influxdb-forget.ts";
import { InfluxProgress } from "./influxdb-progress.ts";
import { InfluxQuery } from "./influxdb-query.ts";
import { InfluxReader } from "./influxdb-reader.ts";
import { type DeviceTypeOf, InfluxRows } from "./influxdb-rows.ts";
import { Unsettled } from "./influxdb-unsettled.ts";
import type { InfluxAddress } from "./influxdb-url.ts";
import { InfluxWriter } from "./influxdb-write.ts";
import { checkStorable } from "./storable.ts";
import type { Bucket, ReadingStore, Sample, SeriesKey, StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";
import { Turns } from "./turns.ts";

/** What is known of the database while it answers. */
interface Opened {
  readonly fields: InfluxFields;
  readonly rows: InfluxRows;
  readonly reader: InfluxReader;
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
  readonly #writing = new Turns(1);
  readonly #unsettled = new Unsettled();
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
      await this.#send(lines);
      const ahead = this.#ahead + readings;
      if (position > progress.position) await this.#move(opened, position, progress.readings + ahead);
      else this.#ahead = ahead;
      this.#unsettled.settle(opened.progress.position);
    });
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
    const { reader } = await this.#open();
    return reader.bucketsOf(series, { from, to, width, origin });
  }

  async lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    return (await this.#open()).reader.newest(series, before);
  }

  async firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    return (await this.#open()).reader.oldest(series, from);
  }

  async forget(receivedBefore: Instant): Promise<number> {
    return this.#change(async (opened) => {
      const forgotten = await new InfluxRetention(this.#query, receivedBefore).forget(opened.fields);
      const { position, readings } = opened.progress;
      if (forgotten > 0) await this.#move(opened, position, Math.max(0, readings + this.#ahead - forgotten));
      return forgotten;
    });
  }

  /** Kept beside the position: InfluxDB would look at every value to count them. */
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

  async #move(opened: Opened, position: JournalPosition, readings: number): Promise<void> {
    const next = opened.progress.next(position, readings, this.#clock.now());
    await this.#send([next.line()]);
    opened.progress = next;
    this.#ahead = 0;
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
    return {
      fields,
      rows: new InfluxRows(fields, this.#deviceTypeOf),
      reader: new InfluxReader(this.#query, fields, this.#deviceTypeOf),
      progress: await InfluxProgress.load(this.#query),
    };
  }
}

/** The journal's batches are in order already. */
function inOrder(batch: readonly StoredReading[]): readonly StoredReading[] {
  const isInOrder = batch.every(({ order }, i) => i === 0 || order >= (batch[i - 1]?.order ?? 0));
  return isInOrder ? batch : batch.toSorted((a, b) => a.order - b.order);
}
