import { idPattern, pointPattern } from "@plantroom/model/identity.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { bucketsOfSamples } from "./bucket.ts";
import type { Grid } from "./grid.ts";
import { bucketStatements, bucketsByEquipment, type FoundBucket } from "./influxdb-buckets.ts";
import { countStatement } from "./influxdb-count.ts";
import type { InfluxFields, PointField } from "./influxdb-fields.ts";
import type { InfluxQuery } from "./influxdb-query.ts";
import type { DeviceTypeOf } from "./influxdb-rows.ts";
import { samplesOf, samplesStatement } from "./influxdb-samples.ts";
import { unknownType } from "./influxdb-schema.ts";
import type { Bucket, Sample, SeriesKey } from "./store.ts";

/** Equipment in one statement. */
const equipmentAtOnce = 100;
const ever = Number.POSITIVE_INFINITY;

/** Questions about samples and buckets. All throw `StoreFailure`. */
export class InfluxReader {
  readonly #query: InfluxQuery;
  readonly #fields: InfluxFields;
  readonly #deviceTypeOf: DeviceTypeOf;

  constructor(query: InfluxQuery, fields: InfluxFields, deviceTypeOf: DeviceTypeOf) {
    this.#query = query;
    this.#fields = fields;
    this.#deviceTypeOf = deviceTypeOf;
  }

  /** In order of time; `order` is the end of each statement. */
  async samples(series: SeriesKey, from: Instant, to: Instant, order = ""): Promise<Sample[]> {
    const { site, equipment } = series;
    const statements = this.#holding(series).map((field) => samplesStatement(field, from, to, order));
    return samplesOf(await this.#query.ask(statements, { site, equipment }));
  }

  async newest(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    return (await this.samples(series, -ever, before, "ORDER BY time DESC LIMIT 1")).at(-1);
  }

  async oldest(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    return (await this.samples(series, from, ever, "LIMIT 1"))[0];
  }

  async bucketsOf(series: readonly SeriesKey[], grid: Grid): Promise<readonly (readonly Bucket[])[]> {
    const found = new Map<string, (readonly FoundBucket[])[]>();
    const groups = Map.groupBy(
      [...new Map(series.map((one) => [nameOf(one), one])).values()].flatMap((one) =>
        this.#holding(one).map((field) => ({ one, field })),
      ),
      ({ one, field }) => `${one.site}/${field.measurement}/${field.name}`,
    );
    const questions = [...groups.values()].flatMap((group) =>
      Array.from({ length: Math.ceil(group.length / equipmentAtOnce) }, (_, i) =>
        group.slice(i * equipmentAtOnce, (i + 1) * equipmentAtOnce),
      ),
    );
    await Promise.all(
      questions.map(async (group) => {
        const [first] = group;
        if (!first) return;
        const byEquipment = await this.#bucketsOf(
          first.field,
          first.one.site,
          group.map(({ one }) => one.equipment),
          grid,
        );
        for (const { one } of group) {
          const buckets = byEquipment.get(one.equipment);
          if (buckets) found.getOrInsertComputed(nameOf(one), () => []).push(buckets);
        }
      }),
    );
    return Promise.all(series.map((one) => this.#settled(one, found.get(nameOf(one)) ?? [], grid)));
  }

  /** Where an aside, or a second measurement, may stand beside a value of the same time, the samples are counted. */
  async counts(series: readonly SeriesKey[], from: Instant, to: Instant): Promise<readonly number[]> {
    const plain = (one: SeriesKey) => {
      const [only, ...others] = this.#holding(one);
      const isPlain =
        others.length === 0 && (only === undefined || (only.kind !== "foreign" && only.withAside.size === 0));
      return isPlain ? { one, field: only } : undefined;
    };
    const counted = new Map<string, number>();
    const groups = Map.groupBy(
      series.flatMap((one) => plain(one) ?? []).filter(({ field }) => field?.kind !== undefined),
      ({ one, field }) => `${one.site}/${field?.measurement}/${field?.name}`,
    );
    for (const group of groups.values()) {
      for (let start = 0; start < group.length; start += equipmentAtOnce) {
        const some = group.slice(start, start + equipmentAtOnce).map(({ one }) => one);
        const field = group[0]?.field;
        const first = some[0];
        if (!field || !first) continue;
        const values = {
          site: first.site,
          ...Object.fromEntries(some.map(({ equipment }, i) => [`e${i}`, equipment])),
        };
        const [found = []] = await this.#query.ask([countStatement(field, some.length, from, to)], values);
        for (const { tags, rows } of found) {
          counted.set(nameOf({ ...first, equipment: tags.equipment ?? "" }), Number(rows[0]?.[1] ?? 0));
        }
      }
    }
    return Promise.all(
      series.map(async (one) =>
        plain(one) ? (counted.get(nameOf(one)) ?? 0) : (await this.samples(one, from, to)).length,
      ),
    );
  }

  async #bucketsOf(field: PointField, site: string, equipment: readonly string[], grid: Grid) {
    const values = { site, ...Object.fromEntries(equipment.map((id, i) => [`e${i}`, id])) };
    const statements = bucketStatements(field, equipment.length, grid);
    return bucketsByEquipment(await this.#query.ask(statements, values), field.kind);
  }

  /** Where a series lies in several measurements, or a bucket holds an aside, the samples decide. */
  async #settled(
    series: SeriesKey,
    lists: readonly (readonly FoundBucket[])[],
    grid: Grid,
  ): Promise<readonly Bucket[]> {
    const { from, to, width, origin } = grid;
    const [only = [], ...others] = lists;
    if (others.length > 0) return bucketsOfSamples(await this.samples(series, from, to), width, origin);
    const settled: Bucket[] = [];
    for (let i = 0; i < only.length; i++) {
      const one = only[i];
      if (!one?.isMixed) {
        if (one) settled.push(one.bucket);
        continue;
      }
      while (only[i + 1]?.isMixed) i += 1;
      const end = (only[i] ?? one).bucket.from + width;
      const samples = await this.samples(series, Math.max(from, one.bucket.from), Math.min(to, end));
      settled.push(...bucketsOfSamples(samples, width, origin));
    }
    return settled;
  }

  /** Nothing is kept under a name that cannot be written. */
  #holding({ site, equipment, point }: SeriesKey): readonly PointField[] {
    if (!idPattern.test(site) || !idPattern.test(equipment) || !pointPattern.test(point)) return [];
    return this.#fields.holding(point, this.#deviceTypeOf(site, equipment) ?? unknownType);
  }
}

function nameOf({ site, equipment, point }: SeriesKey): string {
  return `${site}/${equipment}/${point}`;
}
