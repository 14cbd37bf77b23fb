import { randomUUID } from "node:crypto";
import type {
  PersonView,
  RosterDutyView,
  RosterInput,
  RosterView,
  WorkCalendarView,
} from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { isTimeZone } from "@plantroom/model/meters/calendar.ts";
import type { WorkCalendar } from "@plantroom/model/on-call/calendar.ts";
import { onCallAt } from "@plantroom/model/on-call/duty.ts";
import type { Duty, Roster } from "@plantroom/model/on-call/roster.ts";
import { shiftsOf } from "@plantroom/model/on-call/shifts.ts";
import { day, type Instant, iso } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { ofAllSites } from "../notifications/channel-handlers.ts";
import { dropDocument, keepDocument } from "../notifications/documents.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import { Turns } from "../turns.ts";
import { loadCalendars, loadRosters } from "./rosters.ts";

export interface RosterDesk {
  readonly database: Database;
  readonly estate: Estate;
  readonly people: () => Promise<readonly PersonView[]>;
  readonly clock: Clock;
}

type RosterRoutes =
  | "GET /api/on-call"
  | "GET /api/rosters"
  | "PUT /api/rosters/{id}"
  | "DELETE /api/rosters/{id}"
  | "POST /api/rosters/{id}/overrides"
  | "DELETE /api/rosters/{id}/overrides/{override}"
  | "GET /api/work-calendars"
  | "PUT /api/work-calendars/{id}";

const mostOverrides = 200;

export function rosterHandlers({ database, estate, people, clock }: RosterDesk): Handlers<RosterRoutes> {
  /** One change after the other: an override is not lost between two. */
  const turns = new Turns();
  const seen = async (person: Person): Promise<Roster[]> =>
    (await loadRosters(database)).filter(({ sites }) => sites === undefined || sites.some((id) => maySee(person, id)));
  const found = async (person: Person, id: string): Promise<Roster> => {
    const roster = (await seen(person)).find((one) => one.id === id);
    if (!roster) throw new Problem("not-found", { what: "roster", id });
    return roster;
  };
  return {
    "GET /api/on-call": async ({ query: { site, days }, person }) => {
      if (site !== undefined) visibleSite(estate, person, site);
      const now = clock.now();
      const [rosters, calendars, all] = [await seen(person), await loadCalendars(database), await people()];
      const asked = rosters.filter(({ sites }) => site === undefined || sites === undefined || sites.includes(site));
      return { at: iso(now), items: asked.map((roster) => dutyView(roster, { calendars, people: all }, now, days)) };
    },
    "GET /api/rosters": async ({ person }) => ({ items: (await seen(person)).map(viewOf), next: null }),
    "PUT /api/rosters/{id}": ({ params: { id }, body, person }) =>
      turns.take(async () => {
        ofAllSites(person);
        if (body.id !== id) throw invalid("body.id", "the id is that of the address");
        check(body, await loadCalendars(database), await people());
        const before = (await loadRosters(database)).find((one) => one.id === id);
        const roster: Roster = { ...body, overrides: before?.overrides ?? [] };
        await keepDocument(database, "rosters", roster);
        return viewOf(roster);
      }),
    "DELETE /api/rosters/{id}": async ({ params: { id }, person }) => {
      ofAllSites(person);
      if (!(await dropDocument(database, "rosters", id))) throw new Problem("not-found", { what: "roster", id });
    },
    "POST /api/rosters/{id}/overrides": ({ params: { id }, body, person }) =>
      turns.take(async () => {
        const roster = await found(person, id);
        const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
        if (to <= from) throw invalid("body.to", "ends before it begins");
        if (!(await people()).some(({ username, disabled }) => username === body.username && !disabled)) {
          throw new Problem("not-found", { what: "person", id: body.username });
        }
        const { username, reason } = body;
        const override = { id: randomUUID(), from, to, username, reason, by: person.username };
        // Those long over are of no use to anybody.
        const kept = roster.overrides.filter((one) => one.to > clock.now() - 60 * day);
        if (kept.length >= mostOverrides) throw new Problem("too-many", { limit: mostOverrides, what: "overrides" });
        const changed: Roster = { ...roster, overrides: [...kept, override] };
        await keepDocument(database, "rosters", changed);
        return { ...override, from: iso(from), to: iso(to) };
      }),
    "DELETE /api/rosters/{id}/overrides/{override}": ({ params: { id, override }, person }) =>
      turns.take(async () => {
        const roster = await found(person, id);
        const left = roster.overrides.filter((one) => one.id !== override);
        if (left.length === roster.overrides.length) throw new Problem("not-found", { what: "override", id: override });
        const changed: Roster = { ...roster, overrides: left };
        await keepDocument(database, "rosters", changed);
        return undefined;
      }),
    "GET /api/work-calendars": async () => ({
      items: (await loadCalendars(database)).map(calendarView),
      next: null,
    }),
    "PUT /api/work-calendars/{id}": async ({ params: { id }, body, person }) => {
      ofAllSites(person);
      if (body.id !== id) throw invalid("body.id", "the id is that of the address");
      await keepDocument(database, "workCalendars", body);
      return body;
    },
  };
}

function check(roster: RosterInput, calendars: readonly WorkCalendar[], people: readonly PersonView[]): void {
  const problem = (text: string) => new Problem("roster-invalid", { problem: text });
  if (!isTimeZone(roster.timeZone)) throw problem(`${roster.timeZone} is not a time zone`);
  if (roster.calendar !== undefined && !calendars.some(({ id }) => id === roster.calendar)) {
    throw problem(`there is no calendar ${roster.calendar}`);
  }
  if (new Set(roster.layers.map(({ id }) => id)).size < roster.layers.length) throw problem("two layers have one id");
  const unknown = roster.layers
    .flatMap((layer) => layer.people)
    .find((username) => !people.some((one) => one.username === username));
  if (unknown !== undefined) throw problem(`there is no person ${unknown}`);
}

function dutyView(
  roster: Roster,
  { calendars, people }: { readonly calendars: readonly WorkCalendar[]; readonly people: readonly PersonView[] },
  now: Instant,
  days: number,
): RosterDutyView {
  const calendar = calendars.find(({ id }) => id === roster.calendar);
  const named = (duty: Duty) => ({
    ...duty,
    name: people.find(({ username }) => username === duty.username)?.name ?? duty.username,
  });
  const current = onCallAt(roster, calendar, now);
  const { id, name, names, timeZone, sites, gapsAllowed, overrides } = viewOf(roster);
  return {
    roster: id,
    ...{ name, timeZone, gapsAllowed },
    ...(names && { names }),
    ...(sites && { sites }),
    ...(current && { now: named(current) }),
    shifts: shiftsOf(roster, calendar, now, now + days * day).map(({ from, to, duty }) => ({
      ...{ from: iso(from), to: iso(to) },
      ...(duty && { duty: named(duty) }),
    })),
    overrides: overrides.filter(({ to }) => Date.parse(to) > now),
  };
}

/** As the schema has it: times as text, lists that may be written to. */
function viewOf({ layers, overrides, sites, ...roster }: Roster): RosterView {
  return {
    ...roster,
    ...(sites && { sites: [...sites] }),
    layers: layers.map((layer) => ({ ...layer, people: [...layer.people] })),
    overrides: overrides.map((one) => ({ ...one, from: iso(one.from), to: iso(one.to) })),
  };
}

function calendarView({ years, ...calendar }: WorkCalendar): WorkCalendarView {
  return {
    ...calendar,
    years: years.map((year) => ({ ...year, daysOff: [...year.daysOff], makeUpDays: [...year.makeUpDays] })),
  };
}
