import { randomUUID } from "node:crypto";
import type { PushSubscriptionInput, PushSubscriptionView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";

/** More devices than a person has. */
const most = 10;

export async function subscriptionsOf(database: Database, username: string) {
  return database
    .selectFrom("pushSubscriptions")
    .selectAll()
    .where("username", "=", username)
    .orderBy("createdAt")
    .execute();
}

/** A browser that is known already now belongs to whoever is signed in on it. Throws `too-many`. */
export async function subscribe(
  database: Database,
  username: string,
  { endpoint, keys, device }: PushSubscriptionInput,
  now: Instant,
): Promise<PushSubscriptionView> {
  const others = (await subscriptionsOf(database, username)).filter((one) => one.endpoint !== endpoint);
  if (others.length >= most) throw new Problem("too-many", { limit: most, what: "push subscriptions" });
  const row = { id: randomUUID(), endpoint, username, ...keys, device, createdAt: now };
  await database.deleteFrom("pushSubscriptions").where("endpoint", "=", endpoint).execute();
  await database.insertInto("pushSubscriptions").values(row).execute();
  return viewOf(row);
}

/** False when the person has none of this id. */
export async function unsubscribe(database: Database, username: string, id: string): Promise<boolean> {
  const result = await database
    .deleteFrom("pushSubscriptions")
    .where("id", "=", id)
    .where("username", "=", username)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export function viewOf({ id, device, createdAt }: { id: string; device: string; createdAt: Instant }) {
  return { id, device, createdAt: iso(createdAt) };
}
