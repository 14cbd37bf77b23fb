import type { Extent } from "../trends/extent.ts";

/** Where the values of an axis stand, in CSS pixels from the top of its canvas. */
export interface ValueArea {
  readonly top: number;
  readonly bottom: number;
}

export function heightOf(value: number, extent: Extent, { top, bottom }: ValueArea): number {
  return top + ((extent.high - value) / (extent.high - extent.low)) * (bottom - top);
}

/** The value under a height, in steps of the point's last digit; never beyond what the axis shows. */
export function valueAt(height: number, extent: Extent, { top, bottom }: ValueArea, decimals: number): number {
  const within = Math.min(Math.max(height, top), bottom);
  return rounded(extent.high - ((within - top) / (bottom - top)) * (extent.high - extent.low), decimals);
}

/** Arrows move by one step, with Page keys by ten; undefined for every other key. */
export function steppedBy(key: string, value: number, step: number, decimals: number): number | undefined {
  const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[key];
  return steps === undefined ? undefined : rounded(value + steps * step, decimals);
}

/** One or more of the last digit, about a hundredth of what the axis shows. */
export function stepOf({ low, high }: Extent, decimals: number): number {
  const least = 10 ** -decimals;
  return Math.max(least, 10 ** Math.floor(Math.log10((high - low) / 50)));
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
