import type { Instant } from "../time.ts";
import type { Calendar } from "./rule.ts";

/** Whether a rule is in force, and when that changes next. */
export interface InForce {
  readonly inForce: boolean;
  readonly until: Instant;
}

const known = new WeakMap<Calendar, Map<string, InForce & { readonly from: Instant }>>();

/** Uses Temporal: for the server. Times skipped by a change of clocks begin after it; of those lived twice the first counts. */
export function inForceAt(calendar: Calendar, at: Instant, timeZone: string): InForce {
  const zones = known.get(calendar) ?? new Map();
  known.set(calendar, zones);
  const last = zones.get(timeZone);
  if (last && at >= last.from && at < last.until) return last;
  const spans = spansAround(calendar, at, timeZone);
  const inside = spans.filter(([from, to]) => at >= from && at < to);
  const edges = spans.flat();
  const until = inside.length > 0 ? endOf(spans, at) : Math.min(...edges.filter((edge) => edge > at));
  const from = Math.max(Number.NEGATIVE_INFINITY, ...edges.filter((edge) => edge <= at));
  const found = { inForce: inside.length > 0, until, from };
  zones.set(timeZone, found);
  return found;
}

/** Spans that touch or overlap are one. */
function endOf(spans: readonly (readonly [Instant, Instant])[], at: Instant): Instant {
  let end = at;
  for (let grown = true; grown; ) {
    grown = false;
    for (const [from, to] of spans) {
      if (from <= end && to > end) {
        end = to;
        grown = true;
      }
    }
  }
  return end;
}

/** Spans of the days around, as instants: ten days ahead hold the next span of every weekly calendar. */
function spansAround({ weekly }: Calendar, at: Instant, timeZone: string): (readonly [Instant, Instant])[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const spans: (readonly [Instant, Instant])[] = [];
  for (let offset = -2; offset <= 10; offset++) {
    const day = today.add({ days: offset });
    for (const span of weekly) {
      if (!span.days.includes(day.dayOfWeek)) continue;
      const nextDay = minutesOf(span.to) <= minutesOf(span.from);
      const from = instantOf(day, minutesOf(span.from), timeZone);
      const to = instantOf(nextDay ? day.add({ days: 1 }) : day, minutesOf(span.to), timeZone);
      spans.push([from, to]);
    }
  }
  return spans;
}

/** Minutes after midnight; not a number for what is no time of day. */
export function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  return minutes <= 24 * 60 ? minutes : Number.NaN;
}

function instantOf(day: Temporal.PlainDate, minutes: number, timeZone: string): Instant {
  const date = minutes === 24 * 60 ? day.add({ days: 1 }) : day;
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 });
  return date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}
