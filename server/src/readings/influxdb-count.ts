import type { Instant } from "@plantroom/model/time.ts";
import type { PointField } from "./influxdb-fields.ts";
import type { ResultSeries } from "./influxdb-query.ts";
import { between } from "./influxdb-samples.ts";
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

/** Values of one field in a period, by equipment bound to `$site` and `$e0`, `$e1` …. */
export function countStatement(field: PointField, equipment: number, from: Instant, to: Instant): string {
  const which = Array.from({ length: equipment }, (_, i) => `"equipment" = $e${i}`).join(" OR ");
  const where = `"site" = $site AND (${which}) AND ${between(from, to)}`;
  return `SELECT count("${field.name}") FROM "${field.measurement}" WHERE ${where} GROUP BY "equipment"`;
}
