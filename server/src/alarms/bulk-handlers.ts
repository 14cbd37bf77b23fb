import { setImmediate as breathe } from "node:timers/promises";
import { shelfQuota } from "@plantroom/model/alarms/shelving.ts";
import type { BulkResult } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Books } from "../rules/books.ts";
import { type Act, acknowledge, shelve, silence, unshelve } from "./acts.ts";
import type { AlarmDesk } from "./desk.ts";
import { sitesOfAlarms } from "./repository.ts";
import { shelfMinutes } from "./shelf-length.ts";

type BulkRoutes =
  | "POST /api/alarms/acknowledge"
  | "POST /api/alarms/shelve"
  | "POST /api/alarms/unshelve"
  | "POST /api/alarms/silence"
  | "GET /api/shelves";

type Row = BulkResult["results"][number];

/** So many alarms are done before others get the event loop. */
const breathEvery = 500;

/** What is done to many at once: one turn and one transaction, each with a result of its own. */
export function bulkHandlers(desk: AlarmDesk, books: () => Books): Handlers<BulkRoutes> {
  const { database, estate } = desk;
  const all = (ids: readonly string[], person: Person, act: Act): Promise<BulkResult> =>
    desk.act(async (books) => {
      const rows = new Map<string, Row>();
      const gone: string[] = [];
      for (const [index, id] of [...new Set(ids)].entries()) {
        if (index % breathEvery === breathEvery - 1) await breathe();
        const row = one(books, id, person, act);
        if (row) rows.set(id, row);
        else gone.push(id);
      }
      const sites = await sitesOfAlarms(database, gone);
      for (const id of gone) rows.set(id, failed(id, goneOf(id, sites.get(id), person)));
      const results = ids.flatMap((id) => rows.get(id) ?? []);
      const done = results.filter(({ ok }) => ok).length;
      return { done, failed: results.length - done, results };
    });
  return {
    "POST /api/alarms/acknowledge": ({ body, person }) => all(body.ids, person, acknowledge(body.note)),
    "POST /api/alarms/shelve": ({ body, person }) =>
      all(body.ids, person, (alarm, by, at) => {
        const minutes = shelfMinutes(body, estate.site(alarm.site)?.timeZone ?? "UTC", at);
        return shelve(minutes, body.reason, body)(alarm, by, at);
      }),
    "POST /api/alarms/unshelve": ({ body, person }) => all(body.ids, person, unshelve),
    "POST /api/alarms/silence": ({ body, person }) => all(body.ids, person, silence),
    "GET /api/shelves": async ({ person }) => {
      const counts = new Map<string, number>();
      for (const { site, regions } of books().alarms.open()) {
        const by = regions.shelved?.by;
        if (by !== undefined && maySee(person, site)) counts.set(by, (counts.get(by) ?? 0) + 1);
      }
      const items = [...counts].map(([by, count]) => ({ by, count, quota: shelfQuota, over: count > shelfQuota }));
      return { items: items.sort((a, b) => b.count - a.count), next: null };
    },
  };
}

/** Undefined when there is no open alarm of that id. */
function one(books: Books, id: string, person: Person, act: Act): Row | undefined {
  const alarm = books.alarms.get(id);
  if (!alarm || !maySee(person, alarm.site)) return undefined;
  try {
    const moved = act(alarm, person, books.timeFor(alarm), books.procedures.isTaken(id));
    if (moved) books.moved(moved);
    return { id, ok: true, state: (moved?.alarm ?? alarm).state };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return failed(id, problem);
  }
}

function goneOf(id: string, site: string | undefined, person: Person): Problem {
  const isThere = site !== undefined && maySee(person, site);
  return isThere ? new Problem("alarm-closed") : new Problem("not-found", { what: "alarm", id });
}

function failed(id: string, { code, values }: Problem): Row {
  return { id, ok: false, code, values: { ...values } };
}
