import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { day, type Instant } from "@plantroom/model/time.ts";
import type { DuckFile } from "./duckdb-file.ts";
import type { KnownPoint } from "./duckdb-points.ts";
import { hasKind, latest, notJudged } from "./duckdb-queries.ts";
import { type RollUpLevel, rollUpWidths } from "./grid.ts";

/** Readings that are rolled up in one statement: it takes less than half a second of one core and some 100 MB. */
const readingsAtOnce = 1_000_000;
const { quarter } = rollUpWidths;
const quartersOfDay = day / quarter;

const columns = `point, bucket, count, numbers, total, min, max,
  first_time, first_series, first_number, first_text, first_quality,
  last_time, last_series, last_number, last_text, last_quality`;

/** Rolls one day of points up, from readings to quarter hours to the day. Whatever stood there is replaced: doing it twice is as well. */
export async function rollUpDay(
  file: DuckFile,
  points: readonly KnownPoint[],
  from: Instant,
  forgotten: Instant,
): Promise<void> {
  if (points.length === 0) return;
  const count = `SELECT count(*)::DOUBLE FROM readings WHERE ${within("time")}`;
  const [counts] = await file.read(count, bounds(from, from + day));
  const slices = Math.min(quartersOfDay, Math.max(1, Math.ceil(Number(counts?.[0] ?? 0) / readingsAtOnce)));
  const step = Math.ceil(quartersOfDay / slices) * quarter;
  for (let start = from; start < from + day; start += step) {
    const values = bounds(start, Math.min(start + step, from + day));
    // Of what may be forgotten the fuller bucket stays.
    const replaced = from < forgotten ? keepFuller : replaceAll;
    await file.besides((writer) => replaced(writer, points, values));
  }
  await file.besides(async (writer) => {
    const values = bounds(from, from + day);
    await writer.run(`DELETE FROM rollups_day WHERE point IN (${numbersOf(points)}) AND ${within("bucket")}`, values);
    await writer.run(`INSERT INTO rollups_day (${columns}) ${dayQuery(points)}`, values);
  });
}

async function replaceAll(writer: DuckDBConnection, points: readonly KnownPoint[], values: Bounds): Promise<void> {
  await writer.run(`DELETE FROM rollups_quarter WHERE point IN (${numbersOf(points)}) AND ${within("bucket")}`, values);
  await writer.run(`INSERT INTO rollups_quarter (${columns}) ${quartersQuery(points)} ORDER BY point, bucket`, values);
}

async function keepFuller(writer: DuckDBConnection, points: readonly KnownPoint[], values: Bounds): Promise<void> {
  const same = "old.point = fresh.point AND old.bucket = fresh.bucket";
  await writer.run(`CREATE OR REPLACE TEMP TABLE fresh AS ${quartersQuery(points)}`, values);
  await writer.run(`DELETE FROM rollups_quarter AS old USING fresh WHERE ${same} AND old.count <= fresh.count`);
  await writer.run(`INSERT INTO rollups_quarter (${columns}) SELECT ${columns} FROM fresh
    WHERE NOT EXISTS (FROM rollups_quarter AS old WHERE ${same}) ORDER BY point, bucket`);
  await writer.run("DROP TABLE fresh");
}

function quartersQuery(points: readonly KnownPoint[]): string {
  const texts = hasKind(points, "text");
  const textOf = (edge: "min" | "max") => (texts ? `arg_${edge}_null(text, time)` : "NULL::VARCHAR");
  return `
    WITH latest AS (${latest(points)})
    SELECT point, $from + (time - $from) // ${quarter} * ${quarter} AS bucket, count(*) AS count, count(number) AS numbers,
      sum(number) AS total, min(number) AS min, max(number) AS max,
      min(time) AS first_time, arg_min(series, time) AS first_series, arg_min_null(number, time) AS first_number,
      ${textOf("min")} AS first_text, arg_min(quality, time) AS first_quality,
      max(time) AS last_time, arg_max(series, time) AS last_series, arg_max_null(number, time) AS last_number,
      ${textOf("max")} AS last_text, arg_max(quality, time) AS last_quality
    FROM latest WHERE quality NOT IN (${notJudged}) GROUP BY point, bucket`;
}

function dayQuery(points: readonly KnownPoint[]): string {
  return `
    SELECT point, $from AS bucket, sum(count)::BIGINT, sum(numbers)::BIGINT, sum(total), min(min), max(max), ${ends}
    FROM rollups_quarter WHERE point IN (${numbersOf(points)}) AND ${within("bucket")} GROUP BY point`;
}

const ends = `
  min(first_time), arg_min(first_series, first_time), arg_min_null(first_number, first_time),
  arg_min_null(first_text, first_time), arg_min(first_quality, first_time),
  max(last_time), arg_max(last_series, last_time), arg_max_null(last_number, last_time),
  arg_max_null(last_text, last_time), arg_max(last_quality, last_time)`;

/** The columns of `bucketsQuery`, from roll-ups. */
export function rolledBucketsQuery(points: readonly KnownPoint[], level: RollUpLevel): string {
  const edge = (pick: "min" | "max", of: "first" | "last") => `
      ${pick}(${of}_time)::DOUBLE, arg_${pick}(${of}_series, ${of}_time), arg_${pick}_null(${of}_number, ${of}_time),
      arg_${pick}(${of}_quality, ${of}_time)`;
  return `
    SELECT point, ((bucket - $origin) // $width)::DOUBLE AS place, sum(count)::DOUBLE, sum(total) / sum(numbers), min(min), max(max),
      ${edge("min", "first")}, ${edge("max", "last")},
      arg_min_null(first_text, first_time), arg_max_null(last_text, last_time)
    FROM rollups_${level} WHERE point IN (${numbersOf(points)}) AND ${within("bucket")}
    GROUP BY point, place ORDER BY point, place`;
}

/** The columns of `edgeQuery`: the newest or the oldest that roll-ups know of `[from, to)`. */
export function rolledEdgeQuery({ number }: KnownPoint, edge: "newest" | "oldest"): string {
  const sample = (of: "first" | "last") =>
    `SELECT ${of}_time AS time, ${of}_series AS series, ${of}_number AS number, ${of}_text AS text, ${of}_quality AS quality
     FROM rollups_quarter WHERE point = ${number}`;
  return `
    SELECT time::DOUBLE, series, number, text, quality FROM (${sample("first")} UNION ALL ${sample("last")})
    WHERE ${within("time")} ORDER BY time ${edge === "newest" ? "DESC" : "ASC"} LIMIT 1`;
}

type Bounds = Record<string, DuckDBValue>;

function bounds(from: Instant, to: Instant): Bounds {
  return { from: BigInt(from), to: BigInt(to) };
}

function within(column: string): string {
  return `${column} >= $from AND ${column} < $to`;
}

function numbersOf(points: readonly KnownPoint[]): string {
  return points.map(({ number }) => number).join(", ");
}
