import { randomUUID } from "node:crypto";
import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";
import type { ExpressionBuilder, Selectable } from "kysely";
import type { Database, DatabaseTransaction, Tables } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import type { NoticesTable } from "../database/tables/notifications.ts";

/** After a message about a site a receiver hears of what is no graver only so much later, all of it at once. */
const groupWindow: Milliseconds = 30 * second;
const atOnce = 20_000;

type Waiting = Pick<Selectable<NoticesTable>, "id" | "medium" | "channel" | "recipient" | "site" | "gravity">;

/** What was to be told in a time to come, before the clock was set back, is told now. */
function isDue(now: Instant) {
  return ({ eb, or }: ExpressionBuilder<Tables, "notices">) => or([eb("dueAt", "<=", now), eb("at", ">", now)]);
}

/** Makes messages of the notices that wait: of each receiver and site one, unless it has to wait. */
export async function group(database: Database, now: Instant): Promise<void> {
  const first = await database
    .selectFrom("notices")
    .select("id")
    .where("state", "=", "waiting")
    .where(isDue(now))
    .limit(1)
    .executeTakeFirst();
  if (!first) return;
  await database.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom("notices")
      .select(["id", "medium", "channel", "recipient", "site", "gravity"])
      .where("state", "=", "waiting")
      .where(isDue(now))
      .orderBy("gravity")
      .orderBy("id")
      .limit(atOnce)
      .execute();
    const groups = Map.groupBy(rows, (row) => [row.medium, row.channel, row.recipient, row.site].join(" "));
    for (const [gravest, ...others] of groups.values()) {
      if (gravest && (await mayGo(transaction, gravest, now))) await send(transaction, [gravest, ...others], now);
    }
  });
}

/**
 * One message at a time goes to a receiver: while one cannot be delivered the others gather, and follow as one. A flood is one
 * message now and one when the window is over; what is graver than all that was said, or could not be said, goes at once.
 */
async function mayGo(transaction: DatabaseTransaction, notice: Waiting, now: Instant): Promise<boolean> {
  const ofReceiver = transaction
    .selectFrom("deliveries")
    .where("medium", "=", notice.medium ?? "")
    .where("channel", "=", notice.channel)
    .where("recipient", "=", notice.recipient);
  const sending = await ofReceiver
    .select("gravity")
    .where("state", "=", "sending")
    .orderBy("gravity")
    .limit(1)
    .executeTakeFirst();
  if (sending && notice.gravity >= sending.gravity) return false;
  const lately = await ofReceiver
    .select("gravity")
    .where("site", "=", notice.site)
    .where("state", "!=", "dropped")
    .where("createdAt", ">", now - groupWindow)
    .where("createdAt", "<=", now)
    .orderBy("gravity")
    .limit(1)
    .executeTakeFirst();
  return lately === undefined || notice.gravity < lately.gravity;
}

async function send(
  transaction: DatabaseTransaction,
  notices: readonly [Waiting, ...Waiting[]],
  now: Instant,
): Promise<void> {
  const key = randomUUID();
  const [{ medium, channel, recipient, site, gravity }] = notices;
  await transaction
    .insertInto("deliveries")
    .values({
      ...{ key, medium: medium ?? "", channel, recipient, site, gravity, state: "sending", title: "" },
      ...{ count: notices.length, createdAt: now, attempts: 0, nextAt: now, sentAt: null, problem: null },
    })
    .execute();
  for (const chunk of chunksOf(notices, 500)) {
    await transaction
      .updateTable("notices")
      .set({ state: "sending", delivery: key })
      .where(
        "id",
        "in",
        chunk.map(({ id }) => id),
      )
      .execute();
  }
}
