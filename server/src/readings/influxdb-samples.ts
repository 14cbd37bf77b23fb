import type { Instant } from "@plantroom/model/time.ts";
import type { PointField } from "./influxdb-fields.ts";
import type { ResultSeries } from "./influxdb-query.ts";
import { asideFieldOf, fromAside, furthestTime, qualityFieldOf, qualityOf } from "./influxdb-schema.ts";
import type { Sample } from "./store.ts";

/** A period as a condition. Names are the store's own, checked ones; numbers are whole. */
export function between(from: Instant, to: Instant): string {
  return `time >= ${bounded(from)}ms AND time < ${bounded(to)}ms`;
}

function bounded(at: Instant): number {
  return Math.ceil(Math.min(furthestTime, Math.max(-furthestTime, at)));
}

/** Columns: time, value, quality, aside. `$site` and `$equipment` are bound. */
export function samplesStatement(field: PointField, from: Instant, to: Instant, order = ""): string {
  const value = field.kind === "foreign" ? `${field.name}.none` : field.name;
  const columns = [value, qualityFieldOf(field.name), asideFieldOf(field.name)].map((name) => `"${name}"`).join(", ");
  const series = `"site" = $site AND "equipment" = $equipment`;
  return `SELECT ${columns} FROM "${field.measurement}" WHERE ${series} AND ${between(from, to)} ${order}`;
}

/** Each list is in order of time; for one time the earlier list holds. */
export function samplesOf(lists: readonly (readonly ResultSeries[])[]): Sample[] {
  const found = lists
    .map((series) => series.flatMap(({ rows }) => rows.flatMap(sampleAt)))
    .filter(({ length }) => length > 0);
  const [only, ...others] = found;
  if (!only || others.length === 0) return only ?? [];
  const byTime = new Map(found.toReversed().flatMap((list) => list.map((sample) => [sample.at, sample] as const)));
  return [...byTime.values()].sort((a, b) => a.at - b.at);
}

export function sampleAt([time, value, quality, aside]: readonly unknown[]): readonly Sample[] {
  const at = Number(time);
  if (typeof aside === "string" && aside !== "") {
    const [value, quality] = fromAside(aside);
    return [{ at, value, quality }];
  }
  const isValue = typeof value === "number" || typeof value === "boolean" || typeof value === "string";
  return isValue ? [{ at, value, quality: qualityOf(quality) }] : [];
}
