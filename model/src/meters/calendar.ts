import { hour, type Instant, minute } from "../time.ts";

/**
 * Buckets of a site's own calendar. Uses Temporal: for the server, not for browsers. Zones are IANA names; an unknown one throws
 * a RangeError, so check what people enter with `isTimeZone`.
 */
export const calendarSteps = ["quarter", "hour", "day", "month"] as const;
export type CalendarStep = (typeof calendarSteps)[number];

/** `[from, to)` in milliseconds. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * Boundaries of local quarter hours, hours, days or months, ascending: the first at or before `from`, the last at or after `to`.
 * Days have 23 or 25 h where clocks change. Quarters and hours are counted from local midnight in true time, so that an
 * hour lived twice is two hours; the last of a day is shorter where a zone shifts by less than it.
 */
export function boundaries(step: CalendarStep, from: Instant, to: Instant, zone: string): Instant[] {
  const first = startOf(step === "month" ? "month" : "day", from, zone);
  const found: Instant[] = [];
  let next = first;
  while (found.length === 0 || next < to) {
    const start = next;
    next = following(step === "month" ? "month" : "day", start, zone);
    if (step === "day" || step === "month") found.push(start);
    else found.push(...within(start, next, step === "hour" ? hour : 15 * minute));
  }
  found.push(next);
  return found.filter((_, i) => (found[i + 1] ?? Infinity) > from && (found[i - 1] ?? -Infinity) < to);
}

/** Start of the local day or month that holds the instant. */
export function startOf(step: "day" | "month", at: Instant, zone: string): Instant {
  const day = zoned(at, zone).startOfDay();
  return (step === "month" ? day.with({ day: 1 }).startOfDay() : day).epochMilliseconds;
}

/** The local day of an instant, YYYY-MM-DD. */
export function localDay(at: Instant, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** What the clock on the wall says. */
export interface LocalTime {
  /** 1–12. */
  readonly month: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Of the local day, 0–1439. */
  readonly minute: number;
}

/** Reads instants as local time; remembers the last day, so that instants in order are cheap. */
export function localTimes(zone: string): (at: Instant) => LocalTime {
  let day: (Period & Pick<LocalTime, "month" | "weekday">) | undefined;
  return (at) => {
    if (day === undefined || at < day.from || at >= day.to) {
      const start = zoned(at, zone).startOfDay();
      const from = start.epochMilliseconds;
      day = { from, to: following("day", from, zone), month: start.month, weekday: start.dayOfWeek };
    }
    const { month, weekday, from, to } = day;
    if (to - from === 24 * hour) return { month, weekday, minute: Math.floor((at - from) / minute) };
    const local = zoned(at, zone);
    return { month, weekday, minute: local.hour * 60 + local.minute };
  };
}

function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

function following(step: "day" | "month", start: Instant, zone: string): Instant {
  const next = zoned(start, zone).add(step === "month" ? { months: 1 } : { days: 1 });
  return next.startOfDay().epochMilliseconds;
}

function within(from: Instant, to: Instant, step: number): Instant[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
}
