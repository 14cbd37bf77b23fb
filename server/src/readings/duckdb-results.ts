import type { DuckDBValue } from "@duckdb/node-api";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { pointValueOf, qualityOf } from "./duckdb-schema.ts";
import type { Bucket, Sample, SeriesKey, StoredReading } from "./store.ts";

/** A result as DuckDB gives it: columns of equal length. */
type Columns = readonly (readonly DuckDBValue[])[];

/** From the columns of `samplesQuery` and `edgeQuery`. */
export function samplesOf(columns: Columns): Sample[] {
  return (columns[0] ?? []).map((_, row) => sampleAt(columns, row, [0, 1, 2, 3, 4]));
}

/** The columns of time, series, number, text and quality. */
type SampleColumns = readonly [number, number, number, number, number];

function sampleAt(columns: Columns, row: number, [time, series, number, text, quality]: SampleColumns): Sample {
  const at = (column: number) => columns[column]?.[row];
  return {
    at: Number(at(time)),
    value: pointValueOf(Number(at(series)), at(number) as number | null, at(text) as string | null),
    quality: qualityOf(Number(at(quality))),
  };
}

/** From the columns of `readingsQuery`. */
export function readingsOf(columns: Columns, keys: ReadonlyMap<number, SeriesKey>): StoredReading[] {
  return (columns[0] ?? []).flatMap((point, row) => {
    const key = keys.get(Number(point));
    const sample = sampleAt(columns, row, [1, 2, 3, 4, 5]);
    return key ? [{ ...key, ...sample, receivedAt: Number(columns[6]?.[row]), order: 0 }] : [];
  });
}

/** The buckets of each point number, from the columns of `bucketsQuery`. */
export function bucketsByPoint(columns: Columns, origin: Instant, width: Milliseconds): Map<number, Bucket[]> {
  const found = new Map<number, Bucket[]>();
  const statistic = (column: number, row: number) => {
    const value = columns[column]?.[row];
    return value === null || value === undefined ? Number.NaN : Number(value);
  };
  for (const [row, point] of (columns[0] ?? []).entries()) {
    found
      .getOrInsertComputed(Number(point), () => [])
      .push({
        from: origin + statistic(1, row) * width,
        count: statistic(2, row),
        mean: statistic(3, row),
        min: statistic(4, row),
        max: statistic(5, row),
        first: sampleAt(columns, row, [6, 7, 8, 14, 9]),
        last: sampleAt(columns, row, [10, 11, 12, 15, 13]),
      });
  }
  return found;
}
