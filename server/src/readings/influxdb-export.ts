import type { Instant } from "@plantroom/model/time.ts";
import type { InfluxFields, PointField } from "./influxdb-fields.ts";
import type { InfluxQuery, ResultSeries } from "./influxdb-query.ts";
import { between, sampleAt } from "./influxdb-samples.ts";
import { asideFieldOf, pointOf, qualityFieldOf, receivedField } from "./influxdb-schema.ts";
import type { Span, StoredReading } from "./store.ts";

/** Rows that are given out at once; each holds the points of a message. */
const rowsAtOnce = 20_000;

/** Everything that the database holds, to be written elsewhere. All throw `StoreFailure`. */
export class InfluxExport {
  readonly #query: InfluxQuery;
  readonly #fields: InfluxFields;

  constructor(query: InfluxQuery, fields: InfluxFields) {
    this.#query = query;
    this.#fields = fields;
  }

  async span(): Promise<Span | undefined> {
    const times: Instant[] = [];
    for (const measurement of this.#fields.all().keys()) {
      const edge = (order: string) => `SELECT "${receivedField}" FROM "${measurement}" ORDER BY time ${order} LIMIT 1`;
      const edges = await this.#query.ask([edge("ASC"), edge("DESC")]);
      times.push(...edges.flatMap((series) => series.flatMap(({ rows }) => rows.map(([at]) => Number(at)))));
    }
    return times.length === 0 ? undefined : { oldest: Math.min(...times), newest: Math.max(...times) };
  }

  async *between(from: Instant, to: Instant): AsyncGenerator<readonly StoredReading[]> {
    for (const [measurement, fields] of this.#fields.all()) {
      const points = fields.filter(({ name }) => pointOf(name) !== undefined);
      if (points.length > 0) yield* this.#of(measurement, points, from, to);
    }
  }

  async *#of(
    measurement: string,
    fields: readonly PointField[],
    from: Instant,
    to: Instant,
  ): AsyncGenerator<readonly StoredReading[]> {
    const where = `FROM "${measurement}" WHERE ${between(from, to)}`;
    const [counted] = await this.#query.ask([`SELECT count("${receivedField}") ${where}`]);
    const rows = Number(counted?.[0]?.rows[0]?.[1] ?? 0);
    if (rows === 0) return;
    if (rows > rowsAtOnce && to - from > 1) {
      const middle = from + Math.floor((to - from) / 2);
      yield* this.#of(measurement, fields, from, middle);
      yield* this.#of(measurement, fields, middle, to);
      return;
    }
    const columns = fields.flatMap(({ name, kind }) => [
      kind === "foreign" ? `${name}.none` : name,
      qualityFieldOf(name),
      asideFieldOf(name),
    ]);
    const list = [receivedField, ...columns].map((name) => `"${name}"`).join(", ");
    const [series = []] = await this.#query.ask([`SELECT ${list} ${where} GROUP BY "site", "equipment"`]);
    for (const one of series) yield readingsOf(one, fields);
  }
}

function readingsOf({ tags, rows }: ResultSeries, fields: readonly PointField[]): StoredReading[] {
  const { site = "", equipment = "" } = tags;
  return rows.flatMap(([at, received, ...cells]) =>
    fields.flatMap(({ name }, i) => {
      const point = pointOf(name) ?? name;
      const [sample] = sampleAt([at, ...cells.slice(3 * i, 3 * i + 3)]);
      return sample ? [{ site, equipment, point, ...sample, receivedAt: Number(received), order: 0 }] : [];
    }),
  );
}
