import { randomUUID } from "node:crypto";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { isTimeZone } from "@plantroom/model/meters/calendar.ts";
import type { Medium } from "@plantroom/model/notifications/channel.ts";
import type { Message } from "@plantroom/model/notifications/message.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import type { Channels } from "./channels.ts";
import { inboxOf, markRead } from "./inbox.ts";
import type { OutgoingRequests } from "./outgoing.ts";
import { loadPreferences, savePreferences, untouchedPreferences } from "./preferences.ts";
import { subscribe, subscriptionsOf, unsubscribe, viewOf } from "./push-subscriptions.ts";
import type { Senders } from "./senders.ts";
import { loadSettings } from "./settings.ts";

export interface InboxDesk {
  readonly database: Database;
  readonly senders: Senders;
  readonly channels: Channels;
  readonly outgoing: OutgoingRequests;
  /** VAPID, base64url: browsers subscribe by it. */
  readonly publicKey: string;
  readonly clock: Clock;
}

type InboxRoutes =
  | "GET /api/notifications"
  | "POST /api/notifications/read"
  | "GET /api/notifications/preferences"
  | "PUT /api/notifications/preferences"
  | "GET /api/notifications/push"
  | "POST /api/notifications/push"
  | "DELETE /api/notifications/push/{id}"
  | "POST /api/notifications/test";

/** What concerns the person who asks, and nobody else. */
export function inboxHandlers({
  database,
  senders,
  channels,
  outgoing,
  publicKey,
  clock,
}: InboxDesk): Handlers<InboxRoutes> {
  return {
    "GET /api/notifications": ({ query: { unread, ...page }, person: { username } }) =>
      inboxOf(database, { ...page, username, unread: unread === "true" }),
    "POST /api/notifications/read": async ({ body: { until }, person: { username } }) => {
      await markRead(database, username, Date.parse(until), clock.now());
    },
    "GET /api/notifications/preferences": async ({ person: { username } }) =>
      (await loadPreferences(database)).get(username) ?? untouchedPreferences,
    "PUT /api/notifications/preferences": async ({ body, person: { username } }) => {
      const zone = body.quietHours?.timeZone;
      if (zone !== undefined && !isTimeZone(zone)) throw invalid("body.quietHours.timeZone", "not a time zone");
      await savePreferences(database, username, body);
      return body;
    },
    "GET /api/notifications/push": async ({ person: { username } }) => ({
      publicKey,
      items: (await subscriptionsOf(database, username)).map(viewOf),
    }),
    "POST /api/notifications/push": async ({ body, person: { username } }) => {
      const reachable = await outgoing.reach(new URL(body.endpoint).hostname);
      if (!reachable.ok && reachable.refused) throw new Problem("address-refused", { address: "endpoint" });
      return subscribe(database, username, body, clock.now());
    },
    "DELETE /api/notifications/push/{id}": async ({ params: { id }, person: { username } }) => {
      if (!(await unsubscribe(database, username, id))) throw new Problem("not-found", { what: "device", id });
    },
    "POST /api/notifications/test": async ({ person: { username } }) => {
      const ways: { medium: Medium; channel: string }[] = [{ medium: "in-app", channel: "" }];
      if ((await subscriptionsOf(database, username)).length > 0) ways.push({ medium: "web-push", channel: "" });
      const email = (await loadPreferences(database)).get(username)?.email ?? "";
      const server = (await channels.all(database)).find(({ kind, enabled }) => kind === "smtp" && enabled);
      if (server && email !== "") ways.push({ medium: "smtp", channel: server.id });
      const message = testMessage(username, clock.now(), (await loadSettings(database)).baseUrl);
      const results = await Promise.all(
        ways.map(async (way) => {
          const sent = await senders.send({ ...way, recipient: username }, message, clock.now());
          return { medium: way.medium, recipient: username, ...(!sent.ok && { problem: sent.problem }) };
        }),
      );
      return { results };
    },
  };
}

/** A message behind which no alarm stands. */
export function testMessage(about: string, at: number, baseUrl: string): Message {
  return { key: randomUUID(), kind: "test", at, alarms: [], count: 0, about, path: "/notifications", baseUrl };
}
