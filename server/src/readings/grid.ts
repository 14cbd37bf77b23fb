import { day, type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";

/** Which buckets are asked for: those of `width`, aligned to `origin`, that hold something of `[from, to)`. */
export interface Grid {
  readonly from: Instant;
  readonly to: Instant;
  readonly width: Milliseconds;
  readonly origin: Instant;
}

/** Widths of the roll-ups that are kept; both are aligned to 1970-01-01T00:00Z. */
export const rollUpWidths = { quarter: 15 * minute, day } as const;
export type RollUpLevel = keyof typeof rollUpWidths;

/** A reading may carry a time so far ahead of its receipt, and be forgotten with it. */
export const furthestAhead: Milliseconds = day;

/** A day of UTC, counted from 1970-01-01. */
export type DayNumber = number;

export interface EquipmentDay {
  readonly site: string;
  readonly equipment: string;
  readonly day: DayNumber;
}

export function dayOf(at: Instant): DayNumber {
  return Math.floor(at / day);
}

export function fitsLevel({ width, origin }: Grid, level: RollUpLevel): boolean {
  const step = rollUpWidths[level];
  return width % step === 0 && origin % step === 0;
}
