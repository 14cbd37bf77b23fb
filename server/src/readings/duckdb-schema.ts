import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Quality, qualities } from "@plantroom/model/quality.ts";
import { type ValueKind, valueKinds } from "./value-kind.ts";

/**
 * Of judged samples: `numbers` of the `count` have a number, `total` is their sum. `bucket` is its beginning; `first_…` and `last_…` are
 * samples. A bucket that stands here holds all of its readings, unless its day is `unsettled`.
 */
const rollUpColumns = `
  point INTEGER, bucket BIGINT, count BIGINT, numbers BIGINT, total DOUBLE, min DOUBLE, max DOUBLE,
  first_time BIGINT, first_series INTEGER, first_number DOUBLE, first_text VARCHAR, first_quality UTINYINT,
  last_time BIGINT, last_series INTEGER, last_number DOUBLE, last_text VARCHAR, last_quality UTINYINT`;

/**
 * Readings lie in the order of arrival, which is nearly the order of time: row groups then know their span of time, and a query skips
 * the others. `series` is the point's number and the kind of its value in the two lowest bits, so that a point whose type
 * changes keeps both. `ord` is the journal's order and the place within one order (see `orderOf`). `unsettled` are days of equipment whose
 * roll-ups are behind: in a file from before there were any, all of them. Readings of a time before `forgotten` may be gone.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS points (number INTEGER, site VARCHAR, equipment VARCHAR, point VARCHAR, kind UTINYINT);
CREATE TABLE IF NOT EXISTS readings (
  series INTEGER, time BIGINT, received BIGINT, number DOUBLE, text VARCHAR, quality UTINYINT, ord BIGINT
);
CREATE TABLE IF NOT EXISTS progress (position BIGINT);
INSERT INTO progress SELECT 0 WHERE NOT EXISTS (FROM progress);
CREATE TABLE IF NOT EXISTS rollups_quarter (${rollUpColumns});
CREATE TABLE IF NOT EXISTS rollups_day (${rollUpColumns});
CREATE TABLE IF NOT EXISTS unsettled AS
  SELECT DISTINCT site, equipment, CAST(floor(time / 86400000.0) AS INTEGER) AS day
  FROM readings JOIN points ON points.number = series >> 2;
CREATE TABLE IF NOT EXISTS forgotten (before BIGINT);
INSERT INTO forgotten SELECT -9000000000000000 WHERE NOT EXISTS (FROM forgotten);
`;

/** The number of a series: what a row carries of point and kind. */
export function seriesOf(point: number, kind: ValueKind): number {
  return point * 4 + valueKinds.indexOf(kind);
}

export function pointValueOf(series: number, number: number | null, text: string | null): PointValue {
  const kind = valueKinds[series & 3];
  if (kind === "text") return text ?? "";
  return kind === "boolean" ? number === 1 : (number ?? 0);
}

/** Places in the list are stored: it may only grow at its end. */
export function qualityCode(quality: Quality): number {
  return qualities.indexOf(quality);
}

export function qualityOf(code: number): Quality {
  return qualities[code] ?? "uncertain";
}
