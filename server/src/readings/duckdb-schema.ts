import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Quality, qualities } from "@plantroom/model/quality.ts";
import { type ValueKind, valueKinds } from "./value-kind.ts";

/**
 * Readings lie in the order of arrival, which is nearly the order of time: row groups then know their span of time, and a query skips
 * the others. `series` is the point's number and the kind of its value in the two lowest bits, so that a point whose type
 * changes keeps both. `ord` is the journal's order and the place within one order (see `orderOf`).
 */
export const schema = `
CREATE TABLE IF NOT EXISTS points (number INTEGER, site VARCHAR, equipment VARCHAR, point VARCHAR, kind UTINYINT);
CREATE TABLE IF NOT EXISTS readings (
  series INTEGER, time BIGINT, received BIGINT, number DOUBLE, text VARCHAR, quality UTINYINT, ord BIGINT
);
CREATE TABLE IF NOT EXISTS progress (position BIGINT);
INSERT INTO progress SELECT 0 WHERE NOT EXISTS (FROM progress);
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
