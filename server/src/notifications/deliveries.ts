import type { DeliveryView } from "@plantroom/model/api/types.ts";
import type { Medium } from "@plantroom/model/notifications/channel.ts";
import type { DeliveryState } from "@plantroom/model/notifications/reason.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import { keysOf, pageOfRows } from "../database/keyset.ts";
import type { Channels } from "./channels.ts";
import type { Delivery } from "./delivering.ts";

export interface DeliveryQuery {
  readonly state?: DeliveryState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Messages, newest first. */
export async function deliveriesOf(
  database: Database,
  channels: Channels,
  { state, cursor, limit }: DeliveryQuery,
): Promise<{ items: DeliveryView[]; next: string | null }> {
  let query = database.selectFrom("deliveries").selectAll();
  if (state !== undefined) query = query.where("state", "=", state);
  if (cursor !== undefined) {
    const [at, key] = keysOf(cursor, ["number", "string"]) as [number, string];
    query = query.where(({ eb, or, and }) =>
      or([eb("createdAt", "<", at), and([eb("createdAt", "=", at), eb("key", "<", key)])]),
    );
  }
  const rows = await query
    .orderBy("createdAt", "desc")
    .orderBy("key", "desc")
    .limit(limit + 1)
    .execute();
  const { items, next } = pageOfRows(rows, limit, (row) => [row.createdAt, row.key]);
  const names = await channelNames(database, channels);
  return { items: items.map((row) => viewOf(row, names)), next };
}

/** Names of channels by their ids. */
export async function channelNames(database: Database, channels: Channels): Promise<ReadonlyMap<string, string>> {
  return new Map((await channels.all(database)).map(({ id, name }) => [id, name]));
}

/** A receiver as people read it: the person or address, else the channel. */
export function receiverOf(
  { channel, recipient }: { readonly channel: string; readonly recipient: string },
  names: ReadonlyMap<string, string>,
): string {
  return recipient === "" ? (names.get(channel) ?? channel) : recipient;
}

function viewOf(row: Delivery, names: ReadonlyMap<string, string>): DeliveryView {
  return {
    key: row.key,
    medium: row.medium as Medium,
    recipient: receiverOf(row, names),
    state: row.state as DeliveryState,
    title: row.title,
    count: row.count,
    createdAt: iso(row.createdAt),
    attempts: row.attempts,
    ...(row.state === "sending" && { nextAttemptAt: iso(row.nextAt) }),
    ...(row.sentAt !== null && { sentAt: iso(row.sentAt) }),
    ...(row.problem !== null && { problem: row.problem }),
  };
}
