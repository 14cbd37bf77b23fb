import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { hour, type Instant } from "@plantroom/model/time.ts";
import type { InfluxQuery } from "./influxdb-query.ts";
import { positionMeasurement } from "./influxdb-schema.ts";

/**
 * The journal's position, written behind the rows that it stands for. One row an hour, not one for ever: a database may forget old
 * rows. Never earlier than the newest, which is the one that counts, whatever the clock does.
 */
export class InfluxPosition {
  readonly value: JournalPosition;
  readonly #at: Instant;

  constructor(value: JournalPosition, at: Instant) {
    this.value = value;
    this.#at = at;
  }

  /** Throws `StoreFailure`. */
  static async load(query: InfluxQuery): Promise<InfluxPosition> {
    const [found] = await query.ask([`SELECT last("position") FROM "${positionMeasurement}"`]);
    const [at, value] = found?.[0]?.rows[0] ?? [];
    return typeof value === "number" ? new InfluxPosition(value, Number(at)) : new InfluxPosition(0, 0);
  }

  moved(value: JournalPosition, now: Instant): InfluxPosition {
    return new InfluxPosition(value, Math.max(this.#at, Math.floor(now / hour) * hour));
  }

  line(): string {
    return `${positionMeasurement} position=${this.value}i ${this.#at}`;
  }
}
