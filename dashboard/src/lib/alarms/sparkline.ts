import type { ResponseOf } from "@plantroom/model/api/routes.ts";

export type AlarmTrend = ResponseOf<"GET /api/alarms/{id}/trend">;
type TrendPoint = AlarmTrend["points"][number];

/** A drawing of one point in a box of `width` × `height`; SVG paths. */
export interface Sparkline {
  readonly line: string;
  /** Between the lowest and the highest of each step; empty where they are the same. */
  readonly band: string;
  /** Where the limit stands, from the top; undefined without one. */
  readonly limitY: number | undefined;
  /** How far from the left a moment stands, 0 to `width`; undefined outside. */
  readonly xOf: (at: number) => number | undefined;
  readonly lowest: number;
  readonly highest: number;
}

/** The point that the alarm is about: the first number with a limit, else the first number at all. */
export function mainPoint(trend: AlarmTrend): TrendPoint | undefined {
  const numbers = trend.points.filter((point) => point.samples.some(([, value]) => typeof value === "number"));
  return numbers.find((point) => point.limit !== undefined) ?? numbers[0];
}

/** Differences below this are the arithmetic's, not the machine's. */
const flat = 1e-9;

export function sparklineOf(trend: AlarmTrend, point: TrendPoint, width: number, height: number): Sparkline {
  const from = Date.parse(trend.from);
  const span = Math.max(1, Date.parse(trend.to) - from);
  const samples = point.samples.flatMap(([time, value, low, high]) =>
    typeof value === "number" ? [{ at: Date.parse(time), value, low: low ?? value, high: high ?? value }] : [],
  );
  const bounds = [
    ...samples.flatMap(({ low, high }) => [low, high]),
    ...(point.limit === undefined ? [] : [point.limit]),
  ];
  const lowest = Math.min(...bounds);
  const highest = Math.max(...bounds);
  // A tenth of room above and below; what is as good as flat stands in the middle.
  const magnitude = Math.max(Math.abs(highest), Math.abs(lowest));
  const rise = highest - lowest;
  const room = (rise > magnitude * flat + flat ? rise : magnitude + 1) * 0.1;
  const scale = height / (highest - lowest + 2 * room);
  const x = (at: number) => round(((at - from) / span) * width);
  const y = (value: number) => round(height - (value - lowest + room) * scale);
  const path = (points: readonly string[]) => (points.length === 0 ? "" : `M${points.join("L")}`);
  const spread = samples.some(({ low, high }) => high > low);
  return {
    line: path(samples.map(({ at, value }) => `${x(at)} ${y(value)}`)),
    band: spread
      ? `${path([
          ...samples.map(({ at, high }) => `${x(at)} ${y(high)}`),
          ...samples.toReversed().map(({ at, low }) => `${x(at)} ${y(low)}`),
        ])}Z`
      : "",
    limitY: point.limit === undefined ? undefined : y(point.limit),
    xOf: (at) => (at < from || at > from + span ? undefined : x(at)),
    lowest,
    highest,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
