import { day, type Instant, type Milliseconds, minute } from "../../time.ts";

/** `[from, to)`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** How many of these instants, in the order of time, lie in each slot of the period; the last slot may be shorter. */
export function perSlot(instants: readonly Instant[], { from, to }: Period, slot: Milliseconds): number[] {
  const counts = new Array<number>(Math.max(0, Math.ceil((to - from) / slot))).fill(0);
  for (const at of instants) {
    const index = Math.floor((at - from) / slot);
    if (at < to && counts[index] !== undefined) counts[index]++;
  }
  return counts;
}

/** The share of counts above a bound; null of none. */
export function shareAbove(counts: readonly number[], bound: number): number | null {
  return counts.length === 0 ? null : counts.filter((count) => count > bound).length / counts.length;
}

/** How many slots had so many, from 0 to the most there was. */
export function distributionOf(counts: readonly number[]) {
  const slots: number[] = [];
  for (const count of counts) {
    while (slots.length <= count) slots.push(0);
    slots[count] = (slots[count] ?? 0) + 1;
  }
  return slots.map((of, annunciated) => ({ annunciated, slots: of })).filter(({ slots: of }) => of > 0);
}

/** The most within any window of this length, wherever it begins; instants in the order of time. */
export function peakWithin(instants: readonly Instant[], length: Milliseconds): number {
  let peak = 0;
  let oldest = 0;
  instants.forEach((at, index) => {
    while ((instants[oldest] ?? at) <= at - length) oldest++;
    peak = Math.max(peak, index - oldest + 1);
  });
  return peak;
}

/** Each 24 h from the start, with the most in 10 min. */
export function daysOf(slots: readonly number[], { from }: Period) {
  const perDay = day / (10 * minute);
  return Array.from({ length: Math.ceil(slots.length / perDay) }, (_, index) => {
    const own = slots.slice(index * perDay, (index + 1) * perDay);
    return {
      at: from + index * day,
      annunciated: own.reduce((sum, count) => sum + count, 0),
      peak: Math.max(0, ...own),
    };
  });
}
