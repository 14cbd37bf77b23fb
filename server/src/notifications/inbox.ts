import type { NotificationView } from "@plantroom/model/api/types.ts";
import type { Message, Wording } from "@plantroom/model/notifications/message.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import { positionOf } from "../http/page.ts";

/** So many of a person are kept. */
const kept = 500;

/** Puts a message into a person's inbox; undefined when it is there already, under the same key. */
export async function putIntoInbox(
  database: Database,
  username: string,
  message: Message,
  { title, lines, priority }: Wording,
  at: Instant,
): Promise<NotificationView | undefined> {
  const sites = new Set(message.alarms.map(({ site }) => site));
  const [site] = sites.size === 1 ? sites : [];
  const view = {
    ...{ at: iso(at), title, text: lines.join("\n"), path: message.path, count: message.count },
    ...(priority && { priority }),
    ...(site !== undefined && { site }),
  };
  const row = await database
    .insertInto("inbox")
    .values({ username, delivery: message.key, at, document: JSON.stringify(view), readAt: null })
    .onConflict((conflict) => conflict.columns(["username", "delivery"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return undefined;
  await database
    .deleteFrom("inbox")
    .where("username", "=", username)
    .where("id", "<=", (inner) =>
      inner
        .selectFrom("inbox")
        .select("id")
        .where("username", "=", username)
        .orderBy("id", "desc")
        .offset(kept)
        .limit(1),
    )
    .execute();
  return { id: String(row.id), ...view };
}

export interface InboxQuery {
  readonly username: string;
  readonly unread: boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function inboxOf(database: Database, { username, unread, cursor, limit }: InboxQuery) {
  const rows = await database
    .selectFrom("inbox")
    .selectAll()
    .where("username", "=", username)
    .$if(unread, (query) => query.where("readAt", "is", null))
    .$if(cursor !== undefined, (query) => query.where("id", "<", positionOf(cursor ?? "")))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const count = await database
    .selectFrom("inbox")
    .select(({ fn }) => fn.countAll<number>().as("unread"))
    .where("username", "=", username)
    .where("readAt", "is", null)
    .executeTakeFirstOrThrow();
  const items = rows.slice(0, limit).map(({ id, document, readAt }) => ({
    ...(JSON.parse(document) as Omit<NotificationView, "id">),
    id: String(id),
    ...(readAt !== null && { readAt: iso(readAt) }),
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, unread: Number(count.unread) };
}

export async function markRead(database: Database, username: string, until: Instant, now: Instant): Promise<void> {
  await database
    .updateTable("inbox")
    .set({ readAt: now })
    .where("username", "=", username)
    .where("at", "<=", until)
    .where("readAt", "is", null)
    .execute();
}
