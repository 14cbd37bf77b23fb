import { minute } from "@plantroom/model/time.ts";
import type { InfluxFields, PointField } from "./influxdb-fields.ts";
import type { InfluxQuery, ResultSeries } from "./influxdb-query.ts";
import { asideFieldOf } from "./influxdb-schema.ts";

/** Every value is looked at. */
export const longestCount = 10 * minute;

/** What to select to have the readings of fields counted; nothing where they can have none. */
export function countColumns(fields: readonly PointField[]): readonly string[] {
  return fields.flatMap(({ name, kind, withAside }) => [
    ...(kind === undefined || kind === "foreign" ? [] : [`count("${name}")`]),
    ...(withAside.size > 0 ? [`count("${asideFieldOf(name)}")`] : []),
  ]);
}

/** The counts of a result's rows, together. */
export function sumOfCounts(series: readonly ResultSeries[]): number {
  return series.reduce((sum, { rows }) => sum + rows.reduce((of, row) => of + sumOfRow(row), 0), 0);
}

export function sumOfRow([, ...counts]: readonly unknown[]): number {
  return counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0);
}

/** Readings that meet a condition. Throws `StoreFailure`. */
export async function countReadings(query: InfluxQuery, fields: InfluxFields, condition: string): Promise<number> {
  const statements = [...fields.all()].flatMap(([measurement, ofMeasurement]) => {
    const columns = countColumns(ofMeasurement);
    return columns.length > 0 ? [`SELECT ${columns.join(", ")} FROM "${measurement}" WHERE ${condition}`] : [];
  });
  return sumOfCounts((await query.ask(statements, {}, longestCount)).flat());
}
