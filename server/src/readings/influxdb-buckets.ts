import type { PointValue } from "@plantroom/model/points/point.ts";
import type { Grid } from "./grid.ts";
import type { PointField } from "./influxdb-fields.ts";
import type { ResultSeries } from "./influxdb-query.ts";
import { between } from "./influxdb-samples.ts";
import { asideFieldOf, delayField, qualityFieldOf, qualityOf, receivedField } from "./influxdb-schema.ts";
import type { Bucket, Sample } from "./store.ts";

/** `isMixed`: it holds an aside, so that only its samples can tell; `bucket` is that of the field alone. */
export interface FoundBucket {
  readonly bucket: Bucket;
  readonly isMixed: boolean;
}

/**
 * Buckets of one field for the equipment bound to `$site` and `$e0`, `$e1` …. A selector reports the beginning of its bucket as time, but
 * carries the other fields of the row that it selects: receipt and delay give the row's own time back. Booleans have no
 * mean in InfluxQL: those that are true are counted.
 */
export function bucketStatements(field: PointField, equipment: number, { from, to, width, origin }: Grid): string[] {
  const name = `"${field.name}"`;
  const which = Array.from({ length: equipment }, (_, i) => `"equipment" = $e${i}`).join(" OR ");
  const where = `"site" = $site AND (${which}) AND ${between(from, to)}`;
  const offset = ((origin % width) + width) % width;
  const groups = `GROUP BY time(${width}ms, ${offset}ms), "equipment" fill(none)`;
  const select = (columns: readonly string[], condition = "") =>
    `SELECT ${columns.join(", ")} FROM "${field.measurement}" WHERE ${where}${condition} ${groups}`;
  const row = [`"${qualityFieldOf(field.name)}"`, `"${receivedField}"`, `"${delayField}"`];
  const asides = `count("${asideFieldOf(field.name)}")`;
  const { kind } = field;
  if (kind === undefined || kind === "foreign") return [select([asides])];
  const numbers = kind === "number" ? [`mean(${name})`, `min(${name})`, `max(${name})`] : [];
  return [
    select([asides, `count(${name})`, ...numbers]),
    select([`first(${name})`, ...row]),
    select([`last(${name})`, ...row]),
    ...(kind === "boolean" ? [select([`count(${name})`], ` AND ${name} = true`)] : []),
  ];
}

/** The buckets by equipment. */
export function bucketsByEquipment(
  [all = [], first, last, trues]: readonly (readonly ResultSeries[])[],
  kind: PointField["kind"],
) {
  const found = new Map<string, FoundBucket[]>();
  const [firsts, lasts, trueCounts] = [first, last, trues].map(byEquipmentAndTime);
  for (const { tags, rows } of all) {
    const equipment = tags.equipment ?? "";
    const buckets = rows.map(([time, asides, count, ...numbers]): FoundBucket => {
      const place = `${equipment} ${time}`;
      const from = Number(time);
      const trueCount = kind === "boolean" ? Number(trueCounts?.get(place)?.[1] ?? 0) : undefined;
      const bucket: Bucket = {
        ...{ from, count: Number(count ?? 0) },
        ...statistics(numbers, Number(count ?? 0), trueCount),
        first: selected(firsts?.get(place)),
        last: selected(lasts?.get(place)),
      };
      return { bucket, isMixed: Number(asides) > 0 };
    });
    found.set(equipment, [...(found.get(equipment) ?? []), ...buckets]);
  }
  return found;
}

function statistics(numbers: readonly unknown[], count: number, trues: number | undefined) {
  if (trues !== undefined) {
    const [mean, min, max] = [trues / count, Number(trues === count), Number(trues > 0)];
    return { mean, min, max };
  }
  const [mean, min, max] = [0, 1, 2].map((i) => (typeof numbers[i] === "number" ? numbers[i] : Number.NaN));
  return { mean: mean ?? Number.NaN, min: min ?? Number.NaN, max: max ?? Number.NaN };
}

function selected([, value, quality, received, delay]: readonly unknown[] = []): Sample {
  return {
    at: Number(received) - Number(delay),
    value: (value ?? Number.NaN) as PointValue,
    quality: qualityOf(quality),
  };
}

function byEquipmentAndTime(series: readonly ResultSeries[] = []): ReadonlyMap<string, readonly unknown[]> {
  return new Map(series.flatMap(({ tags, rows }) => rows.map((row) => [`${tags.equipment} ${row[0]}`, row])));
}
