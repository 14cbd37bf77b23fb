import type { EquipmentView } from "@plantroom/model/api/types.ts";
import type { Points } from "@plantroom/model/points/point.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { numberText } from "../format/value.ts";
import { tickLabel, timeTicks } from "./axis.ts";
import type { Picture } from "./drawing.ts";
import type { Mark } from "./drawn.ts";
import { type Extent, extentOf } from "./extent.ts";
import { limitsOf } from "./limits.ts";
import { unitsOf } from "./points.ts";
import { type Track, within } from "./track.ts";

/** A number that is drawn, in the order in which it was chosen. */
export interface ShownTrack extends Track {
  readonly id: string;
}

interface Given {
  readonly tracks: readonly ShownTrack[];
  readonly points: Points;
  readonly equipment: Pick<EquipmentView, "id" | "type" | "attributes">;
  readonly rules: readonly Rule[];
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly locale: Locale;
  /** How many labels the time axis has room for. */
  readonly mostTicks: number;
}

/** Everything that is drawn: lines on their axes, limits of rules, the normal band where one number stands alone on its axis. */
export function pictureOf(given: Given): Picture {
  const { tracks, points, from, to, timeZone, locale } = given;
  const ids = tracks.map((track) => track.id);
  const units = unitsOf(ids, points);
  const marks = units.flatMap((unit, axis) => marksOf(given, unit, axis as 0 | 1));
  const extents = units.map((unit, axis) => {
    const of = tracks.filter((track) => unitOf(points, track.id) === unit);
    const lines = marks.flatMap((mark) => (mark.axis === axis && mark.to === undefined ? [mark.at] : []));
    return extentOf(of, from, to, lines, decimalsOn(given, unit));
  });
  return {
    from,
    to,
    tracks: tracks.map((track, colour) => ({
      ...cut(track, from, to),
      axis: Math.max(0, units.indexOf(unitOf(points, track.id))) as 0 | 1,
      colour,
    })),
    // A band that fills the whole height says nothing.
    marks: marks.filter(({ axis, at, to: end }) => !(end !== undefined && fills(at, end, extents[axis]))),
    axes: units.map((unit, axis) => {
      const decimals = decimalsOn(given, unit);
      return {
        unit,
        extent: extents[axis],
        text: (value) => numberText(value, roundDecimals(value, decimals, extents[axis]), locale),
      };
    }),
    ticks: timeTicks(from, to, timeZone, given.mostTicks).map((tick) => ({
      at: tick.at,
      label: tickLabel(tick, to - from, timeZone, locale),
    })),
  };
}

function marksOf({ tracks, points, equipment, rules, locale }: Given, unit: string, axis: 0 | 1): Mark[] {
  const of = tracks.filter((track) => unitOf(points, track.id) === unit);
  const only = of.length === 1 ? points[of[0]?.id ?? ""] : undefined;
  const band: Mark[] =
    only?.kind === "number" && only.normal
      ? [{ axis, at: only.normal[0], to: only.normal[1], label: "", labelled: "above" }]
      : [];
  const byLimit = new Map<number, Mark>();
  for (const { id } of of) {
    for (const { rule, limit, kind } of limitsOf(rules, equipment, id, points[id])) {
      const known = byLimit.get(limit);
      const label = known === undefined ? rule.name[locale] : `${known.label} · ${rule.name[locale]}`;
      byLimit.set(limit, { axis, at: limit, label, labelled: kind === "above" ? "below" : "above" });
    }
  }
  return [...band, ...byLimit.values()];
}

function unitOf(points: Points, id: string): string {
  const point = points[id];
  return point?.kind === "number" ? point.unit : "";
}

/** The most digits that a point of the unit asks for. */
function decimalsOn({ tracks, points }: Given, unit: string): number {
  return Math.max(
    0,
    ...tracks.map(({ id }) => {
      const point = points[id];
      return point?.kind === "number" && point.unit === unit ? point.decimals : 0;
    }),
  );
}

function fills(low: number, high: number, extent: Extent | undefined): boolean {
  return extent !== undefined && low <= extent.low && high >= extent.high;
}

/** No digits behind the point on an axis of hundreds, unless its steps would read the same then. */
function roundDecimals(value: number, decimals: number, extent: Extent | undefined): number {
  const fine = extent !== undefined && extent.high - extent.low < 10;
  return Math.abs(value) >= 100 && !fine ? 0 : decimals;
}

function cut(track: Track, from: number, to: number): Track {
  const { first, end } = within(track, from, to);
  if (first === 0 && end === track.at.length) return track;
  return {
    at: track.at.slice(first, end),
    value: track.value.slice(first, end),
    low: track.low?.slice(first, end),
    high: track.high?.slice(first, end),
  };
}
