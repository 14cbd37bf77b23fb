import type { SeriesView } from "@plantroom/model/api/types.ts";
import type { NumberPoint } from "@plantroom/model/points/point.ts";
import { isJudged } from "@plantroom/model/quality.ts";
import { gapsIn } from "./gaps.ts";

/** A number over time, ready to be drawn: `null` where the line is interrupted. Times in milliseconds, growing. */
export interface Track {
  readonly at: readonly number[];
  readonly value: readonly (number | null)[];
  /** Lowest and highest of each bucket, where the server gave means. */
  readonly low: readonly (number | null)[] | undefined;
  readonly high: readonly (number | null)[] | undefined;
}

/** What was heard live: the time of the sample and its value. */
export interface LivePoint {
  readonly at: number;
  readonly value: number;
}

/**
 * A queried series with what was heard since. A mean is drawn at the middle of its bucket, a register's last reading at its own time.
 * The last bucket may still be filling, so what is live begins after it was asked for.
 */
export function trackOf(
  view: SeriesView,
  tail: readonly LivePoint[],
  point: Pick<NumberPoint, "intervalSeconds" | "register">,
): Track {
  const bucket = view.resolutionSeconds * 1_000;
  const toMiddle = point.register ? 0 : bucket / 2;
  const at: number[] = [];
  const value: (number | null)[] = [];
  const low: (number | null)[] = [];
  const high: (number | null)[] = [];
  const banded = view.low !== undefined && view.high !== undefined;
  const first = tail[0]?.at ?? Number.POSITIVE_INFINITY;
  view.samples.forEach(([time, sample, quality], index) => {
    const begin = Date.parse(time);
    at.push(Math.max(begin, Math.min(begin + toMiddle, first - 1)));
    const number = typeof sample === "number" && isJudged(quality) ? sample : null;
    value.push(number);
    low.push(number === null ? null : (view.low?.[index] ?? number));
    high.push(number === null ? null : (view.high?.[index] ?? number));
  });
  let last = at.at(-1) ?? Number.NEGATIVE_INFINITY;
  for (const one of tail) {
    if (one.at <= last) continue;
    at.push(one.at);
    value.push(one.value);
    low.push(one.value);
    high.push(one.value);
    last = one.at;
  }
  const track = { at, value, low: banded ? low : undefined, high: banded ? high : undefined };
  return interrupted(track, Math.max(point.intervalSeconds * 1_000, bucket));
}

/** Puts a break where nothing was heard for longer than usual. */
function interrupted(track: Track, least: number): Track {
  const { at } = track;
  const breaks = gapsIn(at, least);
  if (breaks.length === 0) return track;
  const middle = (index: number) => ((at[index - 1] ?? 0) + (at[index] ?? 0)) / 2;
  return {
    at: withBreaks(at, breaks, middle),
    value: withBreaks(track.value, breaks, () => null),
    low: track.low && withBreaks(track.low, breaks, () => null),
    high: track.high && withBreaks(track.high, breaks, () => null),
  };
}

function withBreaks<T>(list: readonly T[], breaks: readonly number[], filler: (index: number) => T): T[] {
  const result: T[] = [];
  let next = 0;
  list.forEach((one, index) => {
    if (breaks[next] === index) {
      result.push(filler(index));
      next++;
    }
    result.push(one);
  });
  return result;
}

/** Index of the time nearest to a moment; -1 in an empty list. */
export function nearest(times: readonly number[], moment: number): number {
  let from = 0;
  let to = times.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] ?? 0) < moment) from = middle + 1;
    else to = middle;
  }
  if (from === 0) return times.length === 0 ? -1 : 0;
  if (from === times.length) return from - 1;
  return moment - (times[from - 1] ?? 0) <= (times[from] ?? 0) - moment ? from - 1 : from;
}

/** The samples of a window, and one beyond each edge so that the line reaches it. */
export function within(track: Track, from: number, to: number): { readonly first: number; readonly end: number } {
  let first = 0;
  while (first + 1 < track.at.length && (track.at[first + 1] ?? 0) < from) first++;
  let end = track.at.length;
  while (end > first && (track.at[end - 2] ?? Number.NEGATIVE_INFINITY) > to) end--;
  return { first, end };
}
