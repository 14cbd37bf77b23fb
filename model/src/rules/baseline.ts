import type { Instant } from "../time.ts";
import { minute } from "../time.ts";

export const hoursOfWeek = 168;
/** Weeks that must have given an hour a value before it is told by. */
export const weeksAtLeast = 3;
/** Makes the median absolute deviation comparable with a standard deviation, for what is normally distributed. */
export const madToDeviation = 1.4826;

/** The usual of a point, by hour of the week: 0 is Monday 00:00 to 01:00, site time. */
export interface Baseline {
  readonly median: readonly (number | undefined)[];
  /** Median absolute deviation. */
  readonly mad: readonly (number | undefined)[];
  /** Weeks that gave a value. */
  readonly weeks: readonly number[];
}

/** The baseline of hourly means, each with the hour's start; of every hour of the week the median over its weeks. */
export function baselineOf(means: Iterable<readonly [Instant, number]>, timeZone: string): Baseline {
  const byHour: number[][] = Array.from({ length: hoursOfWeek }, () => []);
  for (const [at, value] of means) if (Number.isFinite(value)) byHour[hourOfWeek(at, timeZone)]?.push(value);
  const median = byHour.map(medianOf);
  const mad = byHour.map((values, hour) => {
    const middle = median[hour];
    return middle === undefined ? undefined : medianOf(values.map((value) => Math.abs(value - middle)));
  });
  return { median, mad, weeks: byHour.map(({ length }) => length) };
}

export function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 0 && lower !== undefined ? (lower + upper) / 2 : upper;
}

const quarter = 15 * minute;
/** Of each zone the quarter of an hour asked for last: zones shift by quarters at the finest. */
const known = new Map<string, readonly [quarter: number, hour: number]>();

/** 0 to 167; Monday 00:00 site time is 0. Uses Temporal: for the server. */
export function hourOfWeek(at: Instant, timeZone: string): number {
  const own = Math.floor(at / quarter);
  const last = known.get(timeZone);
  if (last?.[0] === own) return last[1];
  const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const found = (dayOfWeek - 1) * 24 + hour;
  known.set(timeZone, [own, found]);
  return found;
}
