import { day, type Instant } from "@plantroom/model/time.ts";
import { type DayRange, holdsDay } from "./day-ranges.ts";
import { dayOf, fitsLevel, type Grid, type RollUpLevel, rollUpWidths } from "./grid.ts";

/**
 * A part of a question and what answers it. `both`: of a time whose readings may be forgotten, the fuller of the two, bucket by
 * bucket.
 */
export interface Segment {
  readonly from: Instant;
  readonly to: Instant;
  readonly source: "raw" | "both" | RollUpLevel;
}

const { quarter } = rollUpWidths;

/** The parts of a question, in order of time and without a gap. `forgotten`: readings older than that may be gone. */
export function segmentsOf(grid: Grid, unsettled: readonly DayRange[], forgotten: Instant): readonly Segment[] {
  const { from, to } = grid;
  const start = Math.ceil(from / quarter) * quarter;
  const end = Math.floor(to / quarter) * quarter;
  const wholly: readonly Segment[] = [{ from, to, source: "raw" }];
  if (!fitsLevel(grid, "quarter") || !(start < end) || !Number.isFinite(to - from)) return wholly;
  const segments: Segment[] = [{ from, to: start, source: "raw" }];
  for (let at = start; at < end; ) {
    const next = Math.min(end, (dayOf(at) + 1) * day);
    segments.push({ from: at, to: next, source: sourceOf(grid, { from: at, to: next }, unsettled, forgotten) });
    at = next;
  }
  segments.push({ from: end, to, source: "raw" });
  return joined(segments);
}

function sourceOf(
  grid: Grid,
  { from, to }: Pick<Grid, "from" | "to">,
  unsettled: readonly DayRange[],
  forgotten: Instant,
) {
  if (from < forgotten) return "both";
  if (holdsDay(unsettled, dayOf(from))) return "raw";
  return to - from === day && fitsLevel(grid, "day") ? "day" : "quarter";
}

function joined(segments: readonly Segment[]): Segment[] {
  const found: Segment[] = [];
  for (const one of segments) {
    if (one.from === one.to) continue;
    const before = found.at(-1);
    if (before?.source === one.source) found[found.length - 1] = { ...before, to: one.to };
    else found.push(one);
  }
  return found;
}
