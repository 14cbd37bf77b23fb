import type { Instant, Milliseconds } from "../time.ts";
import { type Difference, type DifferenceKind, isMeasured, type Reading } from "./register.ts";

/** What was consumed from one boundary to the next. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
  /** In the register's unit; null where no measurement says anything. */
  readonly amount: number | null;
  /** Share of the time that measurement covers, 0–1. */
  readonly completeness: number;
  /** Kinds other than plain consumption that ended here, each once. */
  readonly flags: readonly DifferenceKind[];
}

/**
 * Consumption between boundaries (ascending), for profiles: the register is interpolated at a boundary when the readings around
 * it lie at most two of the meter's own reporting intervals apart. A longer gap is not spread over the boundaries it crosses,
 * since nobody knows when the consumption was: all of it counts where the gap ends (on a boundary: before it), the intervals
 * inside the gap stay null, and `completeness` leaves the gap out. A gap that crosses no boundary is covered: what was consumed
 * between those boundaries is known.
 *
 * The sum over all intervals is the sum of the differences, as far as these lie between the first and the last boundary.
 */
export function intervals(
  differences: readonly Difference[],
  boundaries: readonly Instant[],
  ownInterval: Milliseconds,
): Interval[] {
  const cells = boundaries.slice(1).map((to, i): Cell => {
    return { from: boundaries[i] ?? to, to, amount: null, covered: 0, flags: new Set() };
  });
  for (const one of differences) {
    const last = endsIn(boundaries, one.to);
    if (one.kind !== "consumption") cells[last]?.flags.add(one.kind);
    if (!isMeasured(one)) continue;
    const bridged = one.to - one.from <= 2 * ownInterval || (last >= 0 && last === liesIn(boundaries, one.from));
    if (!bridged || one.to === one.from) {
      add(cells[last], one.amount);
      continue;
    }
    for (const cell of touched(cells, one)) {
      cell.covered += overlap(cell, one);
      add(cell, (one.amount * overlap(cell, one)) / (one.to - one.from));
    }
  }
  return cells.map(({ from, to, amount, covered, flags }) => {
    return { from, to, amount, completeness: Math.min(1, covered / (to - from)), flags: [...flags] };
  });
}

/** The meter's own reporting interval: the median of the times between its readings, at least what its point declares. */
export function ownInterval(readings: readonly Reading[], declared: Milliseconds): Milliseconds {
  const gaps = readings.slice(1).map(({ at }, i) => at - (readings[i]?.at ?? at));
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return Math.max(declared, median ?? 0);
}

interface Cell {
  readonly from: Instant;
  readonly to: Instant;
  amount: number | null;
  covered: Milliseconds;
  readonly flags: Set<DifferenceKind>;
}

function add(cell: Cell | undefined, amount: number): void {
  if (cell) cell.amount = (cell.amount ?? 0) + amount;
}

function overlap(cell: Cell, { from, to }: Difference): Milliseconds {
  return Math.min(cell.to, to) - Math.max(cell.from, from);
}

function touched(cells: readonly Cell[], { from, to }: Difference): readonly Cell[] {
  return cells.slice(
    firstAfter(cells, (cell) => cell.to > from),
    firstAfter(cells, (cell) => cell.from >= to),
  );
}

/** Index of the interval (from, to] that holds the instant; -1 outside. */
function endsIn(boundaries: readonly Instant[], at: Instant): number {
  const i = firstAfter(boundaries, (boundary) => boundary >= at);
  return i < boundaries.length ? i - 1 : -1;
}

/** Index of the interval [from, to) that holds the instant; -1 outside. */
function liesIn(boundaries: readonly Instant[], at: Instant): number {
  const i = firstAfter(boundaries, (boundary) => boundary > at);
  return i < boundaries.length ? i - 1 : -1;
}

/** Index of the first for which the test holds, in a list where it holds for all that follow; the length when for none. */
function firstAfter<T>(sorted: readonly T[], holds: (one: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
