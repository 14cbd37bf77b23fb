import type { Instant } from "../time.ts";
import type { WorkCalendar } from "./calendar.ts";
import { momentOf, onCallAt } from "./duty.ts";
import type { Duty, Roster, Shift } from "./roster.ts";

/** Who is called from one moment to another, without a seam: each shift ends where the next begins, and two in a row differ. */
export function shiftsOf(roster: Roster, calendar: WorkCalendar | undefined, from: Instant, to: Instant): Shift[] {
  const edges = [...new Set([from, ...edgesOf(roster, from, to), to])].sort((one, other) => one - other);
  const shifts: Shift[] = [];
  for (const [i, begin] of edges.entries()) {
    const end = edges[i + 1];
    if (end === undefined) break;
    const duty = onCallAt(roster, calendar, begin);
    const last = shifts.at(-1);
    if (last && isSame(last.duty, duty)) shifts[shifts.length - 1] = { ...last, to: end };
    else shifts.push({ from: begin, to: end, duty });
  }
  return shifts;
}

/** Stretches with nobody on call that are not meant so. */
export function gapsOf(roster: Roster, calendar: WorkCalendar | undefined, from: Instant, to: Instant): Shift[] {
  return roster.gapsAllowed ? [] : shiftsOf(roster, calendar, from, to).filter(({ duty }) => duty === undefined);
}

/** Every moment between at which the answer can change. */
function edgesOf({ timeZone, layers, overrides }: Roster, from: Instant, to: Instant): Instant[] {
  const times = new Set(["00:00"]);
  for (const { handOffAt, hours } of layers) {
    times.add(handOffAt);
    if (hours) times.add(hours.from).add(hours.to);
  }
  const edges = overrides.flatMap((one) => [one.from, one.to]);
  const zoned = (at: Instant) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const last = zoned(to);
  for (let date = zoned(from); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const time of times) edges.push(momentOf(date, time, timeZone));
  }
  return edges.filter((edge) => edge > from && edge < to);
}

function isSame(one: Duty | undefined, other: Duty | undefined): boolean {
  return one?.username === other?.username && one?.source === other?.source;
}
