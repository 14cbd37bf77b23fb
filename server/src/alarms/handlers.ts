import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { gravity, priorities } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Books } from "../rules/books.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import { type Act, acknowledge, reset, shelve, unshelve } from "./acts.ts";
import { findAlarm, journalOf, searchAlarms } from "./repository.ts";
import { lineView, viewOf } from "./view.ts";

export interface AlarmDesk {
  readonly database: Database;
  readonly estate: Estate;
  /** Runs between the judge's batches, and commits. */
  act<T>(run: (books: Books, now: number) => T | Promise<T>): Promise<T>;
}

type AlarmRoutes =
  | "GET /api/alarms"
  | "GET /api/alarms/{id}"
  | "POST /api/alarms/{id}/acknowledge"
  | "POST /api/alarms/{id}/reset"
  | "POST /api/alarms/{id}/shelve"
  | "POST /api/alarms/{id}/unshelve";

export function alarmHandlers(desk: AlarmDesk): Handlers<AlarmRoutes> {
  const { database, estate } = desk;
  const done = (id: string, person: Person, act: Act): Promise<AlarmView> =>
    desk.act(async (books) => {
      const alarm = books.alarms.get(id);
      if (!alarm) {
        seen(await findAlarm(database, id), id, person);
        throw new Problem("alarm-closed");
      }
      seen(alarm, id, person);
      const moved = act(alarm, person, books.timeFor(alarm));
      if (moved) books.moved(moved);
      return viewOf(moved ? (books.effects.alarms.get(id) ?? moved.alarm) : alarm);
    });
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
      done(params.id, person, shelve(body.minutes ?? 15, body.reason)),
    "POST /api/alarms/{id}/unshelve": ({ params, person }) => done(params.id, person, unshelve),
  };
}

/** The alarm, when there is one that the person may see; one of a foreign site is not there. */
function seen(alarm: Alarm | undefined, id: string, person: Person): Alarm {
  if (!alarm || !maySee(person, alarm.site)) throw new Problem("not-found", { what: "alarm", id });
  return alarm;
}

/** A word that is no priority finds nothing. */
function gravityOf(word: string): number {
  const priority = priorities.find((one) => one === word);
  return priority === undefined ? -1 : gravity(priority);
}
