import type { Locale } from "@plantroom/model/text.ts";
import { dateFormat } from "../format/zone.ts";
import { add, type CivilUnit, civilAt, instantOf, startOf } from "../time/civil.ts";

/** A distance of ticks that people count in. */
interface Step {
  readonly count: number;
  readonly unit: Exclude<CivilUnit, "year">;
}

const units = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 7 * 86_400, month: 30 * 86_400 } as const;
const steps: readonly Step[] = [
  ...[1, 5, 10, 15, 30].map((count) => ({ count, unit: "second" as const })),
  ...[1, 2, 5, 10, 15, 30].map((count) => ({ count, unit: "minute" as const })),
  ...[1, 2, 3, 6, 12].map((count) => ({ count, unit: "hour" as const })),
  { count: 1, unit: "day" },
  { count: 2, unit: "day" },
  { count: 1, unit: "week" },
  { count: 1, unit: "month" },
  { count: 3, unit: "month" },
];
const coarsest: Step = { count: 3, unit: "month" };

export interface Tick {
  readonly at: number;
  /** Says the date; the others say the time of day. */
  readonly date: boolean;
}

/** Ticks at full hours, midnights, Mondays … of the place, at most `most` of them. Times in milliseconds. */
export function timeTicks(from: number, to: number, timeZone: string, most: number): Tick[] {
  const step = steps.find((one) => (to - from) / 1_000 / (one.count * units[one.unit]) <= most) ?? coarsest;
  const dates = step.unit === "day" || step.unit === "week" || step.unit === "month";
  return ticksOf(from, to, step, timeZone)
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ at, date: dates || at === startOf(at, "day", timeZone) }));
}

function ticksOf(from: number, to: number, step: Step, timeZone: string): number[] {
  // Of the wall clock, not of time that passed: after a change of the clocks six o'clock stays six o'clock.
  if (step.unit === "hour" && step.count > 1) {
    return walk(startOf(from, "day", timeZone), to, 1, "day", timeZone).flatMap((midnight) => {
      const civil = civilAt(midnight, timeZone);
      return Array.from({ length: 24 / step.count }, (_, index) =>
        index === 0 ? midnight : instantOf({ ...civil, hour: index * step.count, minute: 0, second: 0 }, timeZone),
      );
    });
  }
  if (step.unit === "day" && step.count > 1) {
    return walk(startOf(from, "day", timeZone), to, 1, "day", timeZone).filter(
      (at) => civilAt(at, timeZone).day % step.count === 1,
    );
  }
  const larger = { second: "minute", minute: "hour", hour: "day", day: "day", week: "week", month: "year" } as const;
  return walk(startOf(from, larger[step.unit], timeZone), to, step.count, step.unit, timeZone);
}

function walk(first: number, to: number, count: number, unit: CivilUnit, timeZone: string): number[] {
  const found: number[] = [];
  for (let index = 0, at = first; at <= to; index++, at = add(first, index * count, unit, timeZone)) found.push(at);
  return found;
}

/** `06:00`, or `24 Nov` where a day begins; with seconds only where the ticks are closer than a minute. */
export function tickLabel(tick: Tick, span: number, timeZone: string, locale: Locale): string {
  if (tick.date) {
    const long = span > 200 * 86_400_000;
    return dateFormat(locale, timeZone, {
      month: "short",
      ...(long ? { year: "numeric" } : { day: "numeric" }),
    }).format(tick.at);
  }
  const seconds = span < 5 * 60_000 ? ({ second: "2-digit" } as const) : {};
  return dateFormat(locale, timeZone, { hour: "2-digit", minute: "2-digit", ...seconds }).format(tick.at);
}
