import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { hour, type Instant } from "@plantroom/model/time.ts";
import type { InfluxQuery } from "./influxdb-query.ts";
import { progressMeasurement } from "./influxdb-schema.ts";

/** Before every time that a row can have. */
const never: Instant = -9_300_000_000_000;

/**
 * The journal's position and how many readings were stored up to it, written behind the rows that it stands for. One row an hour, not
 * one for ever: a database may forget old rows. Never earlier than the newest, which is the one that counts, whatever the
 * clock does.
 */
export class InfluxProgress {
  readonly position: JournalPosition;
  readonly readings: number;
  /** Readings of a time before it may be gone; undefined in a database from before there were roll-ups. */
  readonly forgotten: Instant | undefined;
  readonly #at: Instant;

  constructor(position: JournalPosition, readings: number, at: Instant, forgotten: Instant | undefined) {
    this.position = position;
    this.readings = readings;
    this.forgotten = forgotten;
    this.#at = at;
  }

  /** Throws `StoreFailure`. */
  static async load(query: InfluxQuery): Promise<InfluxProgress> {
    const newest = `SELECT "position", "readings", "forgotten" FROM "${progressMeasurement}" ORDER BY time DESC LIMIT 1`;
    const [found] = await query.ask([newest]);
    const [at, position, readings, forgotten] = found?.[0]?.rows[0] ?? [];
    const before = typeof forgotten === "number" ? forgotten : undefined;
    return new InfluxProgress(Number(position ?? 0), Number(readings ?? 0), Number(at ?? 0), before);
  }

  next(position: JournalPosition, readings: number, now: Instant, forgotten = this.forgotten ?? never): InfluxProgress {
    return new InfluxProgress(position, readings, Math.max(this.#at, Math.floor(now / hour) * hour), forgotten);
  }

  line(): string {
    return `${progressMeasurement} position=${this.position}i,readings=${this.readings}i,forgotten=${this.forgotten ?? never}i ${this.#at}`;
  }
}
