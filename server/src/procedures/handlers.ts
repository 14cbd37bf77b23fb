import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { RunAct } from "@plantroom/model/procedures/act.ts";
import { procedureFor, procedureOf } from "@plantroom/model/procedures/answering.ts";
import { procedures } from "@plantroom/model/procedures/pack/catalogue.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { AlarmDesk } from "../alarms/desk.ts";
import { findAlarm } from "../alarms/repository.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Books } from "../rules/books.ts";
import { visibleEquipment, visibleSite } from "../sites/visible.ts";
import type { FollowedRun } from "./book.ts";
import { problemOf } from "./refusals.ts";
import { actsOf, findRun, searchRuns } from "./repository.ts";
import { briefOf, procedureBrief, procedureView, viewOf } from "./view.ts";

type ProcedureRoutes =
  | "GET /api/procedures"
  | "GET /api/procedures/{id}"
  | "GET /api/procedure-runs"
  | "POST /api/procedure-runs"
  | "GET /api/procedure-runs/{id}"
  | "POST /api/procedure-runs/{id}/take"
  | "POST /api/procedure-runs/{id}/steps/{step}"
  | "POST /api/procedure-runs/{id}/finish"
  | "POST /api/procedure-runs/{id}/abandon";

export interface ProcedureDesk extends AlarmDesk {
  /** Whether these pictures were all sent to this run. */
  hasPhotos(run: string, photos: readonly string[]): Promise<boolean>;
}

export function procedureHandlers(desk: ProcedureDesk): Handlers<ProcedureRoutes> {
  const { database, estate } = desk;
  const shown = async (followed: FollowedRun) => viewOf(followed, await actsOf(database, followed.run.id));

  /** Acts, commits, and answers the run with its record. */
  const done = async (id: string, person: Person, act: RunAct) => {
    const followed = await desk.act(async (books, at) => {
      const before = books.procedures.get(id);
      if (!before) {
        seen(await findRun(database, id), id, person);
        throw new Problem("procedure-run-over");
      }
      seen(before, id, person);
      const { username: by, roles } = person;
      const after = books.procedures.act(before, act, { at, by, roles });
      if ("why" in after) throw problemOf(after);
      if (after.run.revision !== before.run.revision) write(books, after, act, by, at);
      return after;
    });
    return shown(followed);
  };

  return {
    "GET /api/procedures": async () => ({ items: procedures.map(procedureBrief), next: null }),
    "GET /api/procedures/{id}": async ({ params: { id } }) => {
      const procedure = procedureOf(id);
      if (!procedure) throw new Problem("not-found", { what: "procedure", id });
      return procedureView(procedure);
    },
    "GET /api/procedure-runs": async ({ query, person }) => {
      const { site, equipment, alarm, procedure, drill, open, from, to, cursor, limit } = query;
      const { items, next } = await searchRuns(database, {
        ...{ equipment, alarm, procedure, open, cursor, limit },
        sites: site === undefined ? person.sites : [visibleSite(estate, person, site).id],
        drill: drill === undefined ? undefined : drill === "true",
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
      });
      return { items: items.map(briefOf), next };
    },
    "POST /api/procedure-runs": async ({ body, person }) => {
      const followed = await desk.act(async (books, at) => {
        const begun = "alarm" in body ? await ofAlarm(desk, books, body.alarm, person) : chosen(desk, body, person);
        const { procedure, ...what } = begun;
        const drill = body.drill || what.alarm?.mode?.kind === "drill";
        const before = books.procedures.begin(procedure, { ...what, drill }, person.username, at);
        const after = books.procedures.act(before, { type: "take" }, { at, by: person.username, roles: person.roles });
        if ("why" in after) throw problemOf(after);
        write(books, after, { type: "take" }, person.username, at);
        return after;
      });
      return shown(followed);
    },
    "GET /api/procedure-runs/{id}": async ({ params: { id }, person }) =>
      shown(seen(await findRun(database, id), id, person)),
    "POST /api/procedure-runs/{id}/take": ({ params: { id }, person }) => done(id, person, { type: "take" }),
    "POST /api/procedure-runs/{id}/steps/{step}": async ({ params: { id, step }, body, person }) => {
      const { act, answer, note, reading, photos } = body;
      if (photos && !(await desk.hasPhotos(id, photos))) {
        throw new Problem("not-found", { what: "photo", id: photos.join(", ") });
      }
      if (act === "done") return done(id, person, { type: act, step, answer, note, reading, photos });
      return done(id, person, act === "skip" ? { type: act, step, note } : { type: act, step });
    },
    "POST /api/procedure-runs/{id}/finish": ({ params: { id }, body, person }) =>
      done(id, person, { type: "finish", note: body.note }),
    "POST /api/procedure-runs/{id}/abandon": ({ params: { id }, body, person }) =>
      done(id, person, { type: "abandon", note: body.note }),
  };
}

function write(books: Books, followed: FollowedRun, act: RunAct, by: string, at: Instant): void {
  books.changedRun(followed);
  const { type, step, note } = { step: undefined, note: undefined, ...act };
  books.effects.procedureActs.push({ run: followed.run.id, at, by, act: type, step, note });
}

/** The procedure of an alarm's rule; one of a foreign site is not there. */
async function ofAlarm(desk: ProcedureDesk, books: Books, id: string, person: Person) {
  const alarm = books.alarms.get(id) ?? (await findAlarm(desk.database, id));
  if (!alarm || !maySee(person, alarm.site)) throw new Problem("not-found", { what: "alarm", id });
  const procedure = procedureFor(books.ruleOf(alarm.rule) ?? { id: alarm.rule });
  if (!procedure) throw new Problem("not-found", { what: "procedure", id: alarm.rule });
  const { site, equipment } = alarm;
  return { procedure, site, equipment, alarm };
}

function chosen(
  { estate }: ProcedureDesk,
  body: { readonly procedure: string; readonly site: string; readonly equipment?: string | undefined },
  person: Person,
) {
  const { site, equipment } = body;
  const procedure = procedureOf(body.procedure);
  if (!procedure) throw new Problem("not-found", { what: "procedure", id: body.procedure });
  if (equipment === undefined) visibleSite(estate, person, site);
  else visibleEquipment(estate, person, site, equipment);
  return { procedure, site, equipment, alarm: undefined };
}

/** The run, when there is one that the person may see; one of a foreign site is not there. */
function seen(followed: FollowedRun | undefined, id: string, person: Person): FollowedRun {
  if (!followed || !maySee(person, followed.run.site)) throw new Problem("not-found", { what: "procedure run", id });
  return followed;
}
