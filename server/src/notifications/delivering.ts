import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { Medium } from "@plantroom/model/notifications/channel.ts";
import { type MessageKind, wordingOf } from "@plantroom/model/notifications/message.ts";
import type { WithheldReason } from "@plantroom/model/notifications/reason.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Selectable } from "kysely";
import type { Database } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import type { DeliveriesTable } from "../database/tables/notifications.ts";
import { compose, type Names, type Told } from "./composing.ts";
import { noLonger } from "./relevant.ts";
import type { Senders } from "./senders.ts";
import { failed, type Sent, wordsOf } from "./sent.ts";
import { loadSettings } from "./settings.ts";
import { silencesAt } from "./silences.ts";

export type Delivery = Selectable<DeliveriesTable>;

/** Tries again after so long at first, twice as long each time … */
const firstRetry: Milliseconds = 5 * second;
/** … but never later than this: a receiver that is back is told soon. */
export const longestRetry: Milliseconds = 5 * minute;
/** Some four and a half hours of trying. */
const mostAttempts = 60;
/** So often it fails before administrators are told that it does. */
const worryAfter = 3;

export interface DeliveringOptions extends Names {
  readonly database: Database;
  readonly senders: Senders;
  readonly random: () => number;
  /** A receiver cannot be reached, or was given up. */
  readonly onTrouble: (delivery: Delivery, problem: string, now: Instant) => Promise<void>;
  readonly onAttempt: (medium: string, outcome: "sent" | "failed" | "given-up" | "dropped") => void;
}

/** One attempt: what still matters of the message is sent, and what became of it is written down. */
export async function deliver(options: DeliveringOptions, delivery: Delivery, now: Instant): Promise<void> {
  const { database, senders, onAttempt } = options;
  const told = await whatStillMatters(database, delivery.key, now);
  if (told.length === 0) {
    await close(database, delivery, { state: "dropped", nextAt: now });
    onAttempt(delivery.medium, "dropped");
    return;
  }
  const { baseUrl } = await loadSettings(database);
  const message = compose(options, delivery.key, told, baseUrl, now);
  const about = { title: wordingOf(message, "en").title, count: message.count, attempts: delivery.attempts + 1 };
  const way = { medium: delivery.medium as Medium, channel: delivery.channel, recipient: delivery.recipient };
  const sent: Sent = await senders.send(way, message, now).catch((problem) => failed(wordsOf(problem), true));
  if (sent.ok) {
    await close(database, delivery, { ...about, state: "sent", sentAt: now, problem: null });
    await settle(database, delivery.key, "sent");
    onAttempt(delivery.medium, "sent");
    return;
  }
  const { problem } = sent;
  const givenUp = !sent.retry || about.attempts >= mostAttempts;
  if (givenUp) {
    await close(database, delivery, { ...about, state: "given-up", problem });
    await settle(database, delivery.key, "undelivered");
  } else {
    await close(database, delivery, { ...about, problem, nextAt: now + pause(about.attempts, options.random) });
  }
  onAttempt(delivery.medium, givenUp ? "given-up" : "failed");
  if (givenUp || about.attempts === worryAfter) await options.onTrouble({ ...delivery, ...about }, problem, now);
}

/** Re-reads the alarms: what nobody needs to be told any more is withheld, with the reason. */
async function whatStillMatters(database: Database, key: string, now: Instant): Promise<Told[]> {
  const rows = await database
    .selectFrom("notices")
    .leftJoin("alarms", "alarms.id", "notices.alarm")
    .select(["notices.id", "notices.kind", "alarms.document"])
    .where("notices.delivery", "=", key)
    .where("notices.state", "=", "sending")
    .orderBy("notices.id")
    .execute();
  const silences = await silencesAt(database, now);
  const told: Told[] = [];
  const withheld = new Map<WithheldReason, number[]>();
  for (const { id, kind, document } of rows) {
    const alarm = document === null ? undefined : (JSON.parse(document) as Alarm);
    const reason = await noLonger(database, kind as MessageKind, alarm, silences);
    if (reason !== undefined) withheld.set(reason, [...(withheld.get(reason) ?? []), id]);
    else if (alarm) told.push({ alarm, kind: kind as MessageKind });
  }
  for (const [reason, ids] of withheld) {
    for (const chunk of chunksOf(ids, 500)) {
      await database.updateTable("notices").set({ state: "withheld", reason }).where("id", "in", chunk).execute();
    }
  }
  return told;
}

async function close(database: Database, { key }: Delivery, change: Partial<Delivery>): Promise<void> {
  await database.updateTable("deliveries").set(change).where("key", "=", key).execute();
}

async function settle(database: Database, key: string, state: "sent" | "undelivered"): Promise<void> {
  await database
    .updateTable("notices")
    .set({ state })
    .where("delivery", "=", key)
    .where("state", "=", "sending")
    .execute();
}

/** Doubled each time, and between three quarters and all of it, so that many who failed together part. */
function pause(attempts: number, random: () => number): Milliseconds {
  return Math.min(longestRetry, firstRetry * 2 ** Math.min(attempts - 1, 20)) * (0.75 + random() / 4);
}
