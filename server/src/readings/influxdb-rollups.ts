import { idPattern, pointPattern } from "@plantroom/model/identity.ts";
import { day, type Instant } from "@plantroom/model/time.ts";
import type { EquipmentDay } from "./grid.ts";
import { type Grid, type RollUpLevel, rollUpWidths } from "./grid.ts";
import type { InfluxFields } from "./influxdb-fields.ts";
import { lineHead } from "./influxdb-line.ts";
import type { InfluxQuery } from "./influxdb-query.ts";
import type { InfluxReader } from "./influxdb-reader.ts";
import { bucketOfText, rolledFields, withdrawn } from "./influxdb-rollup-fields.ts";
import { between } from "./influxdb-samples.ts";
import { fieldOf, furthestTime, pointOf, receivedField, rollUpMeasurements, unknownType } from "./influxdb-schema.ts";
import { fuller, merged } from "./rolled-buckets.ts";
import type { Bucket, Sample, SeriesKey } from "./store.ts";

/** Equipment in one statement. */
const equipmentAtOnce = 100;

/** Quarter hours and days of every point, in measurements of their own: one row an equipment and bucket. */
export class InfluxRollUps {
  readonly #query: InfluxQuery;
  readonly #fields: InfluxFields;
  readonly #reader: InfluxReader;

  constructor(query: InfluxQuery, fields: InfluxFields, reader: InfluxReader) {
    this.#query = query;
    this.#fields = fields;
    this.#reader = reader;
  }

  /** Buckets of the grid, put together from roll-ups of the level. Throws `StoreFailure`. */
  async bucketsOf(
    series: readonly SeriesKey[],
    grid: Grid,
    level: RollUpLevel,
  ): Promise<readonly (readonly Bucket[])[]> {
    const found = new Map<string, readonly Bucket[]>();
    const sound = series.filter(isNamed);
    const groups = [...Map.groupBy(sound, ({ site, point }) => `${site}/${point}`).values()].flatMap(inParts);
    await Promise.all(
      groups.map(async (group) => {
        const [first] = group;
        if (!first) return;
        const equipment = [...new Set(group.map((one) => one.equipment))];
        const which = equipment.map((_, i) => `"equipment" = $e${i}`).join(" OR ");
        const [rows = []] = await this.#query.ask(
          [
            `SELECT "${fieldOf(first.point)}.rollup" FROM "${rollUpMeasurements[level]}"
             WHERE "site" = $site AND (${which}) AND ${between(grid.from, grid.to)} GROUP BY "equipment"`,
          ],
          { site: first.site, ...Object.fromEntries(equipment.map((id, i) => [`e${i}`, id])) },
        );
        for (const { tags, rows: texts } of rows) {
          const buckets = texts.flatMap(([at, text]) => bucketOfText(Number(at), text) ?? []);
          const key = nameOf({ ...first, equipment: tags.equipment ?? "" });
          found.set(key, merged([...(found.get(key) ? [found.get(key) ?? []] : []), onGrid(buckets, grid)]));
        }
      }),
    );
    return series.map((one) => found.get(nameOf(one)) ?? []);
  }

  /** The newest that roll-ups know from before a time; of the quarter hour that holds the time the first, when it is early enough. */
  async newest(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    const buckets = await this.#edge(series, `time < ${whole(before)}ms`, "ORDER BY time DESC LIMIT 2");
    const samples = buckets.flatMap(({ first, last }) => [last, first]);
    return samples.find(({ at }) => at < before);
  }

  async oldest(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    const buckets = await this.#edge(series, `time > ${whole(from - rollUpWidths.quarter)}ms`, "ORDER BY time LIMIT 2");
    const samples = buckets.flatMap(({ first, last }) => [first, last]);
    return samples.find(({ at }) => at >= from);
  }

  async #edge(series: SeriesKey, condition: string, order: string): Promise<readonly Bucket[]> {
    if (!isNamed(series)) return [];
    const { site, equipment, point } = series;
    const field = `${fieldOf(point)}.rollup`;
    const statement = `SELECT "${field}" FROM "${rollUpMeasurements.quarter}"
      WHERE "site" = $site AND "equipment" = $equipment AND "${field}" != '' AND ${condition} ${order}`;
    const [found = []] = await this.#query.ask([statement], { site, equipment });
    return found.flatMap(({ rows }) => rows.flatMap(([at, text]) => bucketOfText(Number(at), text) ?? []));
  }

  /** The lines that hold the roll-ups of equipment of one day. Of what may be forgotten the fuller bucket stays. */
  async linesOf(days: readonly EquipmentDay[], forgotten: Instant): Promise<readonly string[]> {
    const [first] = days;
    if (!first) return [];
    const from = first.day * day;
    const grid: Grid = { from, to: from + day, width: rollUpWidths.quarter, origin: 0 };
    const series = await this.#seriesOf(days, grid);
    const [fresh, known] = await Promise.all([
      this.#reader.bucketsOf(series, grid),
      this.bucketsOf(series, grid, "quarter"),
    ]);
    const lines = new Map<string, string[]>();
    const put = (level: RollUpLevel, one: SeriesKey, at: Instant, fields: string) => {
      const head = `${rollUpMeasurements[level]}${headOf(one)}`;
      lines.getOrInsertComputed(`${head} ${at}`, () => []).push(fields);
    };
    for (const [i, one] of series.entries()) {
      const before = known[i] ?? [];
      const now = from < forgotten ? fuller(fresh[i] ?? [], before) : (fresh[i] ?? []);
      const kept = new Set(now.map((bucket) => bucket.from));
      for (const bucket of now) put("quarter", one, bucket.from, rolledFields(one.point, bucket));
      for (const gone of before) if (!kept.has(gone.from)) put("quarter", one, gone.from, withdrawn(one.point));
      const [whole] = onGrid(now, { ...grid, width: day });
      if (whole) put("day", one, from, rolledFields(one.point, whole));
      else if (before.length > 0) put("day", one, from, withdrawn(one.point));
    }
    return [...lines].map(([headAndTime, fields]) => {
      const [head, at] = headAndTime.split(" ");
      return `${head} ${fields.join(",")} ${at}`;
    });
  }

  /** Every point that may have a reading of the equipment in the period. */
  async #seriesOf(days: readonly EquipmentDay[], { from, to }: Grid): Promise<SeriesKey[]> {
    const measurements = [...this.#fields.all()];
    const asked = new Set(days.map(({ site, equipment }) => `${site}/${equipment}`));
    const present = await this.#query.ask(
      measurements.map(
        ([name]) =>
          `SELECT count("${receivedField}") FROM "${name}" WHERE ${between(from, to)} GROUP BY "site", "equipment"`,
      ),
    );
    const found = measurements.flatMap(([, fields], i) => {
      const points = fields.flatMap(({ name }) => pointOf(name) ?? []);
      return (present[i] ?? []).flatMap(({ tags: { site = "", equipment = "" } }) =>
        asked.has(`${site}/${equipment}`) ? points.map((point) => ({ site, equipment, point })) : [],
      );
    });
    return [...new Map(found.map((one) => [nameOf(one), one])).values()];
  }
}

/** Each bucket at the beginning of the grid's that holds it; those that meet are put together. */
function onGrid(buckets: readonly Bucket[], { width, origin }: Pick<Grid, "width" | "origin">): readonly Bucket[] {
  return merged(buckets.map((one) => [{ ...one, from: origin + Math.floor((one.from - origin) / width) * width }]));
}

function headOf({ site, equipment }: SeriesKey): string {
  const head = lineHead(unknownType, site, equipment);
  return head.slice(head.indexOf(",")).trimEnd();
}

function whole(at: Instant): number {
  return Math.ceil(Math.min(furthestTime, Math.max(-furthestTime, at)));
}

function isNamed({ site, equipment, point }: SeriesKey): boolean {
  return idPattern.test(site) && idPattern.test(equipment) && pointPattern.test(point);
}

function inParts<T>(list: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / equipmentAtOnce);
  return Array.from({ length: count }, (_, i) => list.slice(i * equipmentAtOnce, (i + 1) * equipmentAtOnce));
}

function nameOf({ site, equipment, point }: SeriesKey): string {
  return `${site}/${equipment}/${point}`;
}
