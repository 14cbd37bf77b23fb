import { gravity, priorities } from "@plantroom/model/alarms/priority.ts";
import type { AlarmStanding } from "@plantroom/model/alarms/standing.ts";
import type { QueryOf } from "@plantroom/model/api/routes.ts";
import type { AlarmKpisView, AlarmStandingView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { type Locale, nameIn, type Text } from "@plantroom/model/text.ts";
import { day, type Instant, iso } from "@plantroom/model/time.ts";
import { isoOf, modeView } from "../alarms/view.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import type { Person } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleEquipment, visibleSite } from "../sites/visible.ts";
import { journalCsv, journalJsonLines, lineView } from "./file.ts";
import { alarmKpis } from "./kpis.ts";
import { modesBetween } from "./modes.ts";
import { linesBetween, type Place, standingsOf } from "./past.ts";
import { presencesBetween } from "./presence-log.ts";
import { type JournalSearch, type NumberedLine, searchJournal } from "./search.ts";

type JournalRoutes =
  | "GET /api/alarm-journal"
  | "GET /api/alarm-journal.csv"
  | "GET /api/alarm-journal.jsonl"
  | "GET /api/alarm-standings"
  | "GET /api/alarm-timeline"
  | "GET /api/alarm-kpis";
type Asked = Omit<QueryOf<"GET /api/alarm-journal">, "cursor" | "limit">;

/** Lines that a file holds, and a timeline. */
const fileLines = 50_000;
const timelineLines = 10_000;
const longest = 400 * day;

export interface JournalDesk {
  readonly database: Database;
  readonly estate: Estate;
  readonly clock: Clock;
  /** Names of all rules there are. */
  readonly ruleNames: () => Iterable<readonly [id: string, name: Text]>;
}

export function alarmJournalHandlers(desk: JournalDesk): Handlers<JournalRoutes> {
  const { database, estate } = desk;
  return {
    "GET /api/alarm-journal": async ({ query, person }) => {
      const { cursor, limit, ...asked } = query;
      const { items, next } = await searchJournal(database, searchOf(desk, asked, person), { cursor, limit });
      return { items: items.map(lineView), next };
    },
    "GET /api/alarm-journal.csv": async ({ query, person }) => {
      const { locale, zone, ...asked } = query;
      const timeZone = zoneOf(desk, asked.site, person, zone);
      const { lines, more } = await wholeJournal(desk, searchOf(desk, asked, person));
      const rules = new Map(desk.ruleNames());
      return journalCsv({
        ...{ lines, more, timeZone, locale },
        asked: Object.fromEntries(Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value]] : []))),
        nameOf: ({ site, equipment, rule }) => ({
          equipment: namedIn(estate, locale, site, equipment),
          rule: rules.get(rule)?.[locale] ?? "",
        }),
      });
    },
    "GET /api/alarm-journal.jsonl": async ({ query, person }) =>
      journalJsonLines((await wholeJournal(desk, searchOf(desk, query, person))).lines),
    "GET /api/alarm-standings": async ({ query, person }) => {
      const at = Date.parse(query.at);
      const standings = await standingsOf(database, placeOf(desk, query, person), at);
      return { at: iso(at), items: [...standings.values()].sort(gravest).map(standingView) };
    },
    "GET /api/alarm-timeline": async ({ query, person }) => {
      const { from, to } = periodOf(query);
      const place = placeOf(desk, query, person);
      const lines: NumberedLine[] = [];
      for await (const some of linesBetween(database, place, { from, to })) {
        lines.push(...some);
        if (lines.length > timelineLines) break;
      }
      const truncated = lines.length > timelineLines;
      const end = truncated ? (lines[timelineLines]?.at ?? to) - 1 : to;
      const sites = place.sites ?? estate.sites().map(({ id }) => id);
      const presence = await Promise.all(sites.map((site) => presencesBetween(database, site, { from, to: end })));
      const isAsked = ({ equipment }: { readonly equipment: string }) => place.equipment?.includes(equipment) ?? true;
      return {
        ...{ from: iso(from), to: iso(end), truncated },
        standings: [...(await standingsOf(database, place, from)).values()].sort(gravest).map(standingView),
        lines: lines.filter(({ at }) => at <= end).map(lineView),
        presence: presence
          .flat()
          .filter(isAsked)
          .map((change) => ({ ...change, at: iso(change.at) })),
        modes: (await modesBetween(database, sites, { from, to: end })).map(modeView),
      };
    },
    "GET /api/alarm-kpis": async ({ query, person }) => {
      const { from, to } = periodOf(query);
      const place = placeOf(desk, { site: query.site }, person);
      // What has not happened yet is no quiet time.
      const until = Math.max(from, Math.min(to, desk.clock.now()));
      return kpisView(await alarmKpis(database, place, { from, to: until }), from, until);
    },
  };
}

async function wholeJournal({ database }: JournalDesk, search: JournalSearch) {
  const lines: NumberedLine[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await searchJournal(database, search, { cursor, limit: 2_000 });
    lines.push(...items);
    cursor = next ?? undefined;
  } while (cursor !== undefined && lines.length < fileLines);
  return { lines: lines.slice(0, fileLines), more: cursor !== undefined };
}

function searchOf({ estate, ruleNames }: JournalDesk, asked: Asked, person: Person): JournalSearch {
  const { site, equipment, rule, alarm, priority, by, event, state, reason, text, from, to } = asked;
  const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
  return {
    ...{ sites, equipment, rule, alarm, by, reason },
    gravities: priority?.split(",").map((word) => gravity(priorities.find((one) => one === word) ?? "low")),
    events: event?.split(","),
    states: state?.split(","),
    text: text === undefined ? undefined : { text, ...namedLike(estate, ruleNames(), text) },
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
}

/** Rules and equipment whose name, in any language, holds the text. */
function namedLike(estate: Estate, rules: Iterable<readonly [string, Text]>, text: string) {
  const wanted = text.toLowerCase();
  const says = (names: object) => Object.values(names).some((name) => String(name).toLowerCase().includes(wanted));
  return {
    rules: [...rules].flatMap(([id, name]) => (says(name) ? [id] : [])),
    equipment: estate
      .sites()
      .flatMap(({ id: site }) =>
        estate.equipmentOf(site).flatMap(({ id, name, names }) => (says({ name, ...names }) ? [`${site}/${id}`] : [])),
      ),
  };
}

/** A site or an equipment with its parts, both only when the person may see them. */
function placeOf(
  { estate }: JournalDesk,
  { site, equipment }: { readonly site?: string | undefined; readonly equipment?: string | undefined },
  person: Person,
): Place {
  if (site === undefined) {
    if (equipment === undefined) return { sites: person.sites };
    throw asking("query.equipment", "an equipment needs its site");
  }
  if (equipment === undefined) return { sites: [visibleSite(estate, person, site).id] };
  const ids = [visibleEquipment(estate, person, site, equipment).id];
  // Parts of parts too: those found join those looked at.
  for (const id of ids) {
    for (const one of estate.equipmentOf(site)) if (one.parent === id && !ids.includes(one.id)) ids.push(one.id);
  }
  return { sites: [site], equipment: ids };
}

function periodOf({ from, to }: { readonly from: string; readonly to: string }): { from: Instant; to: Instant } {
  const period = { from: Date.parse(from), to: Date.parse(to) };
  if (period.to <= period.from) throw asking("query.to", "it lies before the beginning");
  if (period.to - period.from > longest) throw asking("query.to", "the period is longer than 400 days");
  return period;
}

function zoneOf({ estate }: JournalDesk, site: string | undefined, person: Person, asked: string | undefined): string {
  const zone = asked ?? (site === undefined ? "UTC" : visibleSite(estate, person, site).timeZone);
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw asking("query.zone", "there is no such time zone");
  }
}

function asking(path: string, problem: string): Problem {
  return new Problem("request-invalid", { problem: `${path}: ${problem}` }, { at: [{ path, problem }] });
}

function namedIn(estate: Estate, locale: Locale, site: string, id: string): string {
  const equipment = estate.equipment(site, id);
  return equipment ? nameIn(locale, equipment) : "";
}

function gravest(one: AlarmStanding, other: AlarmStanding): number {
  return (
    gravity(one.priority) - gravity(other.priority) ||
    (other.raisedAt ?? 0) - (one.raisedAt ?? 0) ||
    (one.alarm < other.alarm ? 1 : -1)
  );
}

function standingView({ since, raisedAt, annunciatedAt, acknowledgedAt, ...rest }: AlarmStanding): AlarmStandingView {
  return {
    ...rest,
    since: iso(since),
    raisedAt: isoOf(raisedAt),
    annunciatedAt: isoOf(annunciatedAt),
    acknowledgedAt: isoOf(acknowledgedAt),
  };
}

function kpisView(kpis: Awaited<ReturnType<typeof alarmKpis>>, from: Instant, to: Instant): AlarmKpisView {
  const { days, floods, stale, ...rest } = kpis;
  return {
    ...{ from: iso(from), to: iso(to) },
    annunciated: rest.annunciated,
    values: rest.values,
    days: days.map((one) => ({ ...one, at: iso(one.at) })),
    distribution: [...rest.distribution],
    priorities: [...rest.priorities],
    floods: floods.map(({ from: begun, to: ended, firstOut, members, ...flood }) => ({
      ...flood,
      from: iso(begun),
      to: isoOf(ended),
      firstOut: { ...firstOut, at: iso(firstOut.at) },
      members: [...members],
    })),
    topTen: [...rest.topTen],
    chattering: [...rest.chattering],
    fleeting: [...rest.fleeting],
    stale: stale.map(({ activeSince, clearedAt, ...one }) => ({
      ...one,
      activeSince: iso(activeSince),
      clearedAt: isoOf(clearedAt),
    })),
    aside: rest.aside,
    verified: rest.verified,
    useful: rest.useful,
  };
}
