import type { EventEntry, ResultEntry } from "@plantroom/model/journal/entry.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";

/** So many of the newest events, and of the newest results, are kept. */
const keptEvents = 50_000;

export async function saveEvents(transaction: DatabaseTransaction, entries: readonly EventEntry[]): Promise<void> {
  if (entries.length === 0) return;
  for (const chunk of chunksOf(entries)) {
    const rows = chunk.map(({ kind: _kind, data, ...event }) => ({ ...event, data: JSON.stringify(data) }));
    await transaction.insertInto("events").values(rows).execute();
  }
  const { last } = await transaction
    .selectFrom("events")
    .select(({ fn }) => fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  await transaction
    .deleteFrom("events")
    .where("id", "<=", Number(last) - keptEvents)
    .execute();
}

export async function saveResults(transaction: DatabaseTransaction, entries: readonly ResultEntry[]): Promise<void> {
  if (entries.length === 0) return;
  for (const chunk of chunksOf(entries)) {
    const rows = chunk.map(({ site, equipment, id, outcome, reason, receivedAt }) => ({
      ...{ site, equipment, command: id, outcome, receivedAt },
      reason: reason ?? null,
    }));
    await transaction.insertInto("results").values(rows).execute();
  }
  for (const entry of entries) await answerCommand(transaction, entry);
  const { last } = await transaction
    .selectFrom("results")
    .select(({ fn }) => fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  await transaction
    .deleteFrom("results")
    .where("id", "<=", Number(last) - keptEvents)
    .execute();
}

/** The command's row gets its answer, the first one only, and only from the equipment that was asked. */
async function answerCommand(transaction: DatabaseTransaction, entry: ResultEntry): Promise<void> {
  const { site, equipment, id, outcome, reason, receivedAt } = entry;
  await transaction
    .updateTable("commands")
    .set({ outcome, outcomeReason: reason ?? null, outcomeAt: receivedAt })
    .where("id", "=", id)
    .where("site", "=", site)
    .where("equipment", "=", equipment)
    .where("outcome", "is", null)
    .execute();
}

/** The newest event of a kind; undefined when there was none. */
export async function lastEvent(
  database: Database,
  site: string,
  equipment: string,
  event: string,
): Promise<EventEntry | undefined> {
  const row = await database
    .selectFrom("events")
    .selectAll()
    .where("site", "=", site)
    .where("equipment", "=", equipment)
    .where("event", "=", event)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  return { kind: "event", site, equipment, event, at: row.at, receivedAt: row.receivedAt, data: JSON.parse(row.data) };
}
