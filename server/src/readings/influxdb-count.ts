import type { PointField } from "./influxdb-fields.ts";
import type { ResultSeries } from "./influxdb-query.ts";
import { asideFieldOf } from "./influxdb-schema.ts";

/** What to select to have the readings of fields counted; nothing where they can have none. */
export function countColumns(fields: readonly PointField[]): readonly string[] {
  return fields.flatMap(({ name, kind, withAside }) => [
    ...(kind === undefined || kind === "foreign" ? [] : [`count("${name}")`]),
    ...(withAside.size > 0 ? [`count("${asideFieldOf(name)}")`] : []),
  ]);
}

/** The counts of a result's rows, together. */
export function sumOfCounts(series: readonly ResultSeries[]): number {
  const counts = series.flatMap(({ rows }) => rows.flatMap(([, ...counted]) => counted));
  return counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0);
}
