import { type ShelvePreset, shelveHours, shelvePresets, shiftHours } from "@plantroom/model/alarms/shelving.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { type Instant, minute } from "@plantroom/model/time.ts";

const longestShift = shelveHours.operator * 60;

/** How long an alarm of a site is shelved, in minutes: as said, or one of the times offered. Throws `alarm-shelve-length`. */
export function shelfMinutes(
  { minutes, preset }: { readonly minutes?: number | undefined; readonly preset?: ShelvePreset | undefined },
  timeZone: string,
  at: Instant,
): number {
  if (minutes !== undefined && preset === undefined) return minutes;
  if (preset === undefined || minutes !== undefined) throw new Problem("alarm-shelve-length");
  return shelvePresets[preset] ?? minutesToShiftEnd(timeZone, at);
}

/** To the next change of shift of the site's day. */
function minutesToShiftEnd(timeZone: string, at: Instant): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const midnight = now.startOfDay();
  const ends = [...shiftHours.map((hours) => midnight.add({ hours })), midnight.add({ days: 1 })];
  const end = ends.find((one) => one.epochMilliseconds > at) ?? midnight.add({ days: 1 });
  // The night on which clocks go back is an hour longer than a shift may be.
  return Math.min(longestShift, Math.max(1, Math.ceil((end.epochMilliseconds - at) / minute)));
}
