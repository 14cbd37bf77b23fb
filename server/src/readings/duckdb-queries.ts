import { qualities } from "@plantroom/model/quality.ts";
import type { KnownPoint } from "./duckdb-points.ts";
import { seriesOf } from "./duckdb-schema.ts";
import type { ValueKind } from "./value-kind.ts";

/** Values of a query: `$from` and `$to` bound the time, the other numbers are the store's own and stand in the text. */
export const notJudged = [qualities.indexOf("bad"), qualities.indexOf("stale")].join(", ");

function seriesList(points: readonly KnownPoint[]): string {
  return points.flatMap(({ number, kinds }) => [...kinds].map((kind) => seriesOf(number, kind))).join(", ");
}

export function hasKind(points: readonly KnownPoint[], kind: ValueKind): boolean {
  return points.some(({ kinds }) => kinds.has(kind));
}

/** One row per point and time: the one with the highest order. Texts cost an aggregate of their own, so only where there are some. */
export function latest(points: readonly KnownPoint[]): string {
  const text = hasKind(points, "text") ? "arg_max_null(text, ord)" : "NULL::VARCHAR";
  return `
    SELECT series >> 2 AS point, time, arg_max(series, ord) AS series, arg_max_null(number, ord) AS number,
      ${text} AS text, arg_max(quality, ord) AS quality
    FROM readings WHERE series IN (${seriesList(points)}) AND time >= $from AND time < $to
    GROUP BY point, time`;
}

export function samplesQuery(point: KnownPoint, limit: number): string {
  return `SELECT time::DOUBLE, series, number, text, quality FROM (${latest([point])}) ORDER BY time LIMIT ${limit}`;
}

/** The newest or the oldest; of two with the same time the one with the higher order. */
export function edgeQuery(point: KnownPoint, edge: "newest" | "oldest"): string {
  return `
    SELECT time::DOUBLE, series, number, text, quality FROM readings
    WHERE series IN (${seriesList([point])}) AND time >= $from AND time < $to
    ORDER BY time ${edge === "newest" ? "DESC" : "ASC"}, ord DESC LIMIT 1`;
}

/** `$origin` is not after `$from`, so that the division never rounds towards zero from below. */
export function bucketsQuery(points: readonly KnownPoint[]): string {
  const texts = hasKind(points, "text")
    ? "arg_min_null(text, time), arg_max_null(text, time)"
    : "NULL::VARCHAR, NULL::VARCHAR";
  return `
    WITH latest AS (${latest(points)})
    SELECT point, ((time - $origin) // $width)::DOUBLE AS bucket, count(*)::DOUBLE, avg(number), min(number), max(number),
      min(time)::DOUBLE, arg_min(series, time), arg_min_null(number, time), arg_min(quality, time),
      max(time)::DOUBLE, arg_max(series, time), arg_max_null(number, time), arg_max(quality, time),
      ${texts}
    FROM latest WHERE quality NOT IN (${notJudged})
    GROUP BY point, bucket ORDER BY point, bucket`;
}

/** Different times, whatever stands at them. */
export function countsQuery(points: readonly KnownPoint[]): string {
  return `
    SELECT series >> 2 AS point, count(DISTINCT time)::DOUBLE FROM readings
    WHERE series IN (${seriesList(points)}) AND time >= $from AND time < $to GROUP BY point`;
}

/** Of all points: the one reading that holds for each time, with its receipt. */
export const readingsQuery = `
  SELECT series >> 2 AS point, time::DOUBLE, arg_max(series, ord) AS series, arg_max_null(number, ord), arg_max_null(text, ord),
    arg_max(quality, ord), arg_max(received, ord)::DOUBLE
  FROM readings WHERE time >= $from AND time < $to GROUP BY point, time ORDER BY time, point`;
