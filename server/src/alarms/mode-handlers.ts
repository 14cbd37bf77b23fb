import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { expects, type Mode } from "@plantroom/model/alarms/mode.ts";
import type { ModeReport } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { iso, minute } from "@plantroom/model/time.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Books } from "../rules/books.ts";
import { visibleSite } from "../sites/visible.ts";
import type { AlarmDesk } from "./desk.ts";
import { findMode, searchModes } from "./mode-repository.ts";
import { alarmsBetween, alarmsOf } from "./repository.ts";
import { modeView } from "./view.ts";

type ModeRoutes = "GET /api/modes" | "POST /api/modes" | "POST /api/modes/{id}/end" | "GET /api/modes/{id}/report";

export function modeHandlers(desk: AlarmDesk, books: () => Books, newId: () => string): Handlers<ModeRoutes> {
  const { database, estate } = desk;
  const seen = async (id: string, person: Person): Promise<Mode> => {
    const mode = books().modes.get(id) ?? (await findMode(database, id));
    if (!mode || !maySee(person, mode.site)) throw new Problem("not-found", { what: "mode", id });
    return mode;
  };
  return {
    "GET /api/modes": async ({ query, person }) => {
      const { site, kind, open, cursor, limit } = query;
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await searchModes(database, { open, sites, kind, cursor, limit });
      return { items: items.map(modeView), next };
    },
    "POST /api/modes": async ({ body, person }) => {
      const site = visibleSite(estate, person, body.site).id;
      for (const [index, id] of body.equipment.entries()) {
        if (estate.equipment(site, id)) continue;
        const problem = `there is no equipment ${id}`;
        throw new Problem("request-invalid", { problem }, { at: [{ path: `body.equipment.${index}`, problem }] });
      }
      return desk.act((books, now) => {
        const { kind, equipment, rules, reason, permit, minutes } = body;
        // The judge may not have come so far yet, right after a start.
        const startedAt = Math.max(now, books.judge.wall);
        const mode: Mode = {
          ...{ id: newId(), site, kind, equipment, rules, reason, startedAt, startedBy: person.username },
          ...(permit && { permit }),
          until: startedAt + minutes * minute,
        };
        books.annunciator.beginMode(mode);
        return modeView(mode);
      });
    },
    "POST /api/modes/{id}/end": async ({ params: { id }, body, person }) => {
      await seen(id, person);
      const ended = await desk.act((books, now) => {
        const mode = books.modes.get(id);
        if (!mode) throw new Problem("mode-ended");
        return books.annunciator.endMode(mode, { at: now, by: person.username, note: body.note });
      });
      return reportOf(desk, books(), ended);
    },
    "GET /api/modes/{id}/report": async ({ params: { id }, person }) => reportOf(desk, books(), await seen(id, person)),
  };
}

async function reportOf({ database }: AlarmDesk, books: Books, mode: Mode): Promise<ModeReport> {
  const raised = await alarmsOf(database, "mode", mode.id);
  const beside = await alarmsBetween(database, mode.site, mode.startedAt, mode.endedAt ?? books.judge.wall);
  return {
    mode: modeView(mode),
    raised: raised.map(briefOf),
    notRestored: raised.filter(({ state }) => state !== "normal").map(briefOf),
    missing: missingOf(books, mode, raised),
    outside: beside.filter((alarm) => alarm.mode?.id !== mode.id).map(briefOf),
  };
}

/** Rules that were named as expected and stayed silent, with the equipment of the scope that they watch. */
function missingOf(books: Books, mode: Mode, raised: readonly Alarm[]): ModeReport["missing"] {
  const came = new Set(raised.map(({ rule }) => rule));
  return mode.rules
    .filter((rule) => !came.has(rule))
    .map((rule) => {
      const equipment = [...(books.judge.estate.sites.get(mode.site)?.equipment.values() ?? [])]
        .filter((one) => one.rules.some((watched) => watched.rule.id === rule && expects(mode, watched.rule)))
        .filter((one) => books.modes.covers(mode, { site: mode.site, equipment: one.id, rule, lifeSafety: true }))
        .map(({ id }) => id);
      return { rule, equipment };
    });
}

function briefOf(alarm: Alarm): ModeReport["raised"][number] {
  const { id, equipment, rule, priority, raisedAt, clearedAt, state, occurrences } = alarm;
  return {
    ...{ id, equipment, rule, priority, state, occurrences, raisedAt: iso(raisedAt) },
    ...(clearedAt !== undefined && { clearedAt: iso(clearedAt) }),
  };
}
