import type { Instant } from "../time.ts";
import { isWorkingDay, type WorkCalendar } from "./calendar.ts";
import type { Duty, Layer, Roster } from "./roster.ts";

/**
 * Who is called at a moment: of the overrides then in force the last, else the last layer on duty; undefined: nobody. Uses
 * Temporal: for the server, not for browsers. A local time that a change of clocks skips counts as the moment after the gap,
 * one that is lived twice as the first.
 */
export function onCallAt(roster: Roster, calendar: WorkCalendar | undefined, at: Instant): Duty | undefined {
  const standIn = roster.overrides.findLast(({ from, to }) => from <= at && at < to);
  if (standIn) return { username: standIn.username, source: standIn.id, kind: "override" };
  const layer = roster.layers.findLast((one) => isOnDuty(one, roster.timeZone, calendar, at));
  const username = layer && turnOf(layer, roster.timeZone, at);
  return layer && username !== undefined ? { username, source: layer.id, kind: "rotation" } : undefined;
}

/** Whose turn it is in a layer, whatever its hours; undefined before its first. */
export function turnOf(layer: Layer, timeZone: string, at: Instant): string | undefined {
  const first = Temporal.PlainDate.from(layer.startsOn);
  const days = first.until(dateBegunBy(layer.handOffAt, timeZone, at), { largestUnit: "days" }).days;
  if (days < 0 || layer.people.length === 0) return undefined;
  const turn = Math.floor(days / (layer.every * (layer.rotation === "weekly" ? 7 : 1)));
  return layer.people[turn % layer.people.length];
}

function isOnDuty(layer: Layer, timeZone: string, calendar: WorkCalendar | undefined, at: Instant): boolean {
  if (turnOf(layer, timeZone, at) === undefined) return false;
  const { hours } = layer;
  const begun = dateBegunBy(hours?.from ?? "00:00", timeZone, at);
  if (hours) {
    const ends = hours.to > hours.from ? begun : begun.add({ days: 1 });
    if (at >= momentOf(ends, hours.to, timeZone)) return false;
  }
  if (layer.days === "every-day") return true;
  return isWorkingDay(calendar, begun.toString(), begun.dayOfWeek) === (layer.days === "working-days");
}

/** The latest date whose local time (`08:00`) has come. */
function dateBegunBy(time: string, timeZone: string, at: Instant): Temporal.PlainDate {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  return momentOf(today, time, timeZone) <= at ? today : today.subtract({ days: 1 });
}

/** A local time on a date, as an instant. */
export function momentOf(date: Temporal.PlainDate, time: string, timeZone: string): Instant {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
