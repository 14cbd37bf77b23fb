import { randomUUID } from "node:crypto";
import type { EscalationView, NoticeView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { iso } from "@plantroom/model/time.ts";
import { findAlarm } from "../alarms/repository.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import type { Channels } from "./channels.ts";
import { channelNames, receiverOf } from "./deliveries.ts";
import { addSilence, dropSilence, silencesAt } from "./silences.ts";

export interface LogDesk {
  readonly database: Database;
  readonly channels: Channels;
  readonly estate: Estate;
  readonly clock: Clock;
}

type LogRoutes =
  | "GET /api/alarms/{id}/notifications"
  | "GET /api/notification-silences"
  | "POST /api/notification-silences"
  | "DELETE /api/notification-silences/{id}";

/** What was told of an alarm, and what nobody is told of. */
export function logHandlers({ database, channels, estate, clock }: LogDesk): Handlers<LogRoutes> {
  return {
    "GET /api/alarms/{id}/notifications": async ({ params: { id }, person }) => {
      const alarm = await findAlarm(database, id);
      if (!alarm || !maySee(person, alarm.site)) throw new Problem("not-found", { what: "alarm", id });
      return {
        escalations: await escalationsOf(database, id),
        items: await noticesOf(database, id, await channelNames(database, channels)),
      };
    },
    "GET /api/notification-silences": async ({ person }) => {
      const all = await silencesAt(database, clock.now());
      return { items: all.filter(({ site }) => isWithin(person, site)), next: null };
    },
    "POST /api/notification-silences": async ({ body, person }) => {
      if (body.site === undefined) {
        if (!isWithin(person, undefined)) throw new Problem("not-allowed");
        if (body.equipment !== undefined) throw invalid("body.site", "an equipment is of a site");
      } else visibleSite(estate, person, body.site);
      if (Date.parse(body.until) <= clock.now()) throw invalid("body.until", "already over");
      const silence = { ...body, id: randomUUID(), by: person.username };
      await addSilence(database, silence);
      return silence;
    },
    "DELETE /api/notification-silences/{id}": async ({ params: { id }, person }) => {
      const silence = (await silencesAt(database, clock.now())).find((one) => one.id === id);
      if (!silence || !isWithin(person, silence.site)) throw new Problem("not-found", { what: "silence", id });
      await dropSilence(database, id);
    },
  };
}

function isWithin(person: Pick<Person, "sites">, site: string | undefined): boolean {
  return site === undefined ? person.sites === undefined : maySee(person, site);
}

async function escalationsOf(database: Database, alarm: string): Promise<EscalationView[]> {
  const rows = await database
    .selectFrom("escalations")
    .selectAll()
    .where("alarm", "=", alarm)
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.map(({ startedAt, dueAt, endedAt, reason, policy }) => ({
    startedAt: iso(startedAt ?? endedAt ?? 0),
    state: endedAt === null ? "running" : startedAt === null ? "withheld" : "ended",
    ...(policy !== null && { policy }),
    ...(reason !== null && { reason: reason as NonNullable<EscalationView["reason"]> }),
    ...(endedAt === null && dueAt !== null && dueAt > 0 && { nextAt: iso(dueAt) }),
  }));
}

async function noticesOf(database: Database, alarm: string, names: ReadonlyMap<string, string>): Promise<NoticeView[]> {
  const rows = await database
    .selectFrom("notices")
    .leftJoin("deliveries", "deliveries.key", "notices.delivery")
    .select(["notices.at", "notices.step", "notices.medium", "notices.channel", "notices.recipient"])
    .select(["notices.state", "notices.reason", "notices.delivery"])
    .select(["deliveries.attempts", "deliveries.sentAt", "deliveries.problem"])
    .where("notices.alarm", "=", alarm)
    .orderBy("notices.id", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    at: iso(row.at),
    step: row.step,
    recipient: receiverOf(row, names),
    state: row.state as NoticeView["state"],
    attempts: row.attempts ?? 0,
    ...(row.medium !== null && { medium: row.medium as NonNullable<NoticeView["medium"]> }),
    ...(row.reason !== null && { reason: row.reason as NonNullable<NoticeView["reason"]> }),
    ...(row.sentAt !== null && row.state === "sent" && { sentAt: iso(row.sentAt) }),
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.delivery !== null && { key: row.delivery }),
  }));
}
