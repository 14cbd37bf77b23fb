import type { Track } from "./track.ts";

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/**
 * What an axis shows: all values of the window with a twentieth of air, and every limit that does not make them less than half
 * of the height. A line that does not move stands in the middle of ten of its smallest steps; what is
 * never negative does not bring a negative axis.
 */
export function extentOf(
  tracks: readonly Track[],
  from: number,
  to: number,
  limits: readonly number[],
  decimals: number,
): Extent | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const track of tracks) {
    track.at.forEach((at, index) => {
      if (at < from || at > to) return;
      low = Math.min(low, track.low?.[index] ?? track.value[index] ?? low);
      high = Math.max(high, track.high?.[index] ?? track.value[index] ?? high);
    });
  }
  if (low > high) {
    if (limits.length === 0) return undefined;
    low = Math.min(...limits);
    high = Math.max(...limits);
  }
  const least = 10 ** -decimals * 10;
  if (high - low < least) {
    const middle = (low + high) / 2;
    low = low >= 0 ? Math.max(0, middle - least / 2) : middle - least / 2;
    high = low + least;
  }
  const reach = high - low;
  for (const limit of limits) {
    if (limit < low && low - limit <= reach) low = limit;
    else if (limit > high && limit - high <= reach) high = limit;
  }
  const air = (high - low) / 20;
  return { low: low - air, high: high + air };
}
