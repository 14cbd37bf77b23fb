import { gravity, priorities } from "@plantroom/model/alarms/priority.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Handlers } from "../http/handler.ts";
import { visibleSite } from "../sites/visible.ts";
import {
  type Act,
  acknowledge,
  comment,
  reset,
  returnToService,
  shelve,
  takeOutOfService,
  unshelve,
  verify,
} from "./acts.ts";
import { type AlarmDesk, actOn, remarkOn, seen } from "./desk.ts";
import { findAlarm, journalOf, searchAlarms } from "./repository.ts";
import { shelfMinutes } from "./shelf-length.ts";
import { lineView, viewOf } from "./view.ts";

type AlarmRoutes =
  | "GET /api/alarms"
  | "GET /api/alarms/{id}"
  | "POST /api/alarms/{id}/acknowledge"
  | "POST /api/alarms/{id}/reset"
  | "POST /api/alarms/{id}/shelve"
  | "POST /api/alarms/{id}/unshelve"
  | "POST /api/alarms/{id}/out-of-service"
  | "POST /api/alarms/{id}/return-to-service"
  | "POST /api/alarms/{id}/verify"
  | "POST /api/alarms/{id}/comments"
  | "POST /api/equipment/{site}/{equipment}/rules/{rule}/out-of-service";

export function alarmHandlers(desk: AlarmDesk): Handlers<AlarmRoutes> {
  const { database, estate } = desk;
  const done = async (id: string, person: Parameters<Act>[1], act: Act) => viewOf(await actOn(desk, id, person, act));
  return {
    "GET /api/alarms": async ({ query, person }) => {
      const { site, equipment, open, state, priority, from, to, cursor, limit } = query;
      const { items, next } = await searchAlarms(database, {
        ...{ open, equipment, cursor, limit },
        sites: site === undefined ? person.sites : [visibleSite(estate, person, site).id],
        states: state?.split(","),
        gravities: priority?.split(",").map(gravityOf),
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
      });
      return { items: items.map(viewOf), next };
    },
    "GET /api/alarms/{id}": async ({ params: { id }, person }) => {
      const alarm = seen(await findAlarm(database, id), id, person);
      return { ...viewOf(alarm), journal: (await journalOf(database, id)).map(lineView) };
    },
    "POST /api/alarms/{id}/acknowledge": ({ params, body, person }) => done(params.id, person, acknowledge(body.note)),
    "POST /api/alarms/{id}/reset": ({ params, body, person }) => done(params.id, person, reset(body.note)),
    "POST /api/alarms/{id}/shelve": ({ params, body, person }) =>
      done(params.id, person, (alarm, by, at) => {
        const minutes = shelfMinutes(body, estate.site(alarm.site)?.timeZone ?? "UTC", at);
        return shelve(minutes, body.reason, body)(alarm, by, at);
      }),
    "POST /api/alarms/{id}/unshelve": ({ params, person }) => done(params.id, person, unshelve),
    "POST /api/alarms/{id}/out-of-service": ({ params, body, person }) =>
      done(params.id, person, takeOutOfService(Date.parse(body.until), body.permit, body.note)),
    "POST /api/alarms/{id}/return-to-service": ({ params, body, person }) =>
      done(params.id, person, returnToService(body.note)),
    "POST /api/alarms/{id}/verify": async ({ params, body, person }) =>
      viewOf((await remarkOn(desk, params.id, person, verify(body.verification, body.note))).alarm),
    "POST /api/alarms/{id}/comments": async ({ params, body, person }) =>
      lineView((await remarkOn(desk, params.id, person, comment(body.note))).transition),
    "POST /api/equipment/{site}/{equipment}/rules/{rule}/out-of-service": ({ params, body, person }) => {
      const { site, equipment, rule } = params;
      visibleSite(estate, person, site);
      return desk.act((books) => {
        const watched = books.judge.estate.find(site, equipment, rule);
        if (!watched) throw new Problem("not-found", { what: "rule", id: `${site}/${equipment}/${rule}` });
        const at = books.judge.timeFor(watched);
        const record = books.alarms.recordFor(site, equipment, watched.rule, at, undefined);
        const moved = takeOutOfService(Date.parse(body.until), body.permit, body.note)(record, person, at);
        if (moved) books.moved(moved);
        return viewOf(moved?.alarm ?? record);
      });
    },
  };
}

/** A word that is no priority finds nothing. */
function gravityOf(word: string): number {
  const priority = priorities.find((one) => one === word);
  return priority === undefined ? -1 : gravity(priority);
}
