import { day, type Instant, minute } from "@plantroom/model/time.ts";
import { countColumns, sumOfCounts } from "./influxdb-count.ts";
import type { InfluxFields, PointField } from "./influxdb-fields.ts";
import type { InfluxQuery, ResultSeries } from "./influxdb-query.ts";
import { between } from "./influxdb-samples.ts";
import { receivedField } from "./influxdb-schema.ts";

/** A row whose time lies further ahead of its receipt is forgotten later, so that only these days are searched. */
const ahead = day;
const ever = Number.POSITIVE_INFINITY;
const longestSearch = 10 * minute;

/** InfluxDB deletes by time and tags only: so what was received before a time is found first. */
export class InfluxRetention {
  readonly #query: InfluxQuery;
  readonly #before: Instant;

  constructor(query: InfluxQuery, receivedBefore: Instant) {
    this.#query = query;
    this.#before = Math.ceil(receivedBefore);
  }

  /** Whether there is something to forget. Throws `StoreFailure`. */
  async isDue(fields: InfluxFields): Promise<boolean> {
    const some = [...fields.all().keys()].map(
      (measurement) =>
        `SELECT "${receivedField}" FROM "${measurement}" WHERE "${receivedField}" < ${this.#before}
         AND ${between(-ever, this.#before + ahead)} LIMIT 1`,
    );
    return (await this.#query.ask(some, {}, longestSearch)).some((series) => series.length > 0);
  }

  /** The answer is how many readings. Throws `StoreFailure`. */
  async forget(fields: InfluxFields): Promise<number> {
    let forgotten = 0;
    for (const [measurement, ofMeasurement] of fields.all()) {
      forgotten += await this.#forgetOf(measurement, ofMeasurement);
    }
    return forgotten;
  }

  async #forgetOf(measurement: string, fields: readonly PointField[]): Promise<number> {
    const columns = countColumns(fields);
    if (columns.length === 0) return 0;
    const before = this.#before;
    const count = (selected: readonly string[], received: "<" | ">=", from: Instant, to: Instant) =>
      `SELECT ${selected.join(", ")} FROM "${measurement}" WHERE "${receivedField}" ${received} ${before}
       AND ${between(from, to)} GROUP BY "site", "equipment"`;
    const rows = [`count("${receivedField}")`];
    const [old = [], kept = [], fast = []] = await this.#query.ask(
      [
        count(columns, "<", -ever, before + ahead),
        count(rows, ">=", -ever, before),
        count(rows, "<", before, before + ahead),
      ],
      {},
      longestSearch,
    );
    if (old.length === 0) return 0;
    if (kept.length === 0) await this.#delete(measurement, -ever, before);
    else for (const { tags } of old) await this.#deleteRuns(measurement, tags, -ever, before);
    for (const { tags } of fast) await this.#deleteRuns(measurement, tags, before, before + ahead);
    return sumOfCounts(old);
  }

  /** Of one equipment, row by row: what lies together goes together. */
  async #deleteRuns(measurement: string, tags: ResultSeries["tags"], from: Instant, to: Instant): Promise<void> {
    const values = { site: tags.site ?? "", equipment: tags.equipment ?? "" };
    const [series = []] = await this.#query.ask(
      [
        `SELECT "${receivedField}" FROM "${measurement}" WHERE "site" = $site AND "equipment" = $equipment
         AND ${between(from, to)}`,
      ],
      values,
      longestSearch,
    );
    let run: [first: Instant, last: Instant] | undefined;
    const end = async () => {
      if (run) await this.#delete(measurement, run[0], run[1] + 1, values);
      run = undefined;
    };
    for (const [time, received] of series.flatMap(({ rows }) => rows)) {
      if (Number(received) >= this.#before) await end();
      else run = [run?.[0] ?? Number(time), Number(time)];
    }
    await end();
  }

  async #delete(measurement: string, from: Instant, to: Instant, values?: Record<string, string>): Promise<void> {
    const series = values ? ` AND "site" = $site AND "equipment" = $equipment` : "";
    await this.#query.ask([`DELETE FROM "${measurement}" WHERE ${between(from, to)}${series}`], values, longestSearch);
  }
}
