import type { RefusedEntry } from "@plantroom/model/journal/entry.ts";
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf, keysOf, pageOfRows } from "../database/keyset.ts";

/** So many of the newest are kept; the counts go on. */
export const keptRefused = 10_000;

export async function saveRefused(transaction: DatabaseTransaction, entries: readonly RefusedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  for (const chunk of chunksOf(entries.slice(-keptRefused))) {
    await transaction.insertInto("refused").values(chunk.map(rowOf)).execute();
  }
  const counts = new Map<string, number>();
  for (const { code } of entries) counts.set(code, (counts.get(code) ?? 0) + 1);
  await transaction
    .insertInto("refusedCounts")
    .values([...counts].map(([code, count]) => ({ code, count })))
    .onConflict((conflict) =>
      conflict.column("code").doUpdateSet({ count: sql`"refusedCounts"."count" + "excluded"."count"` }),
    )
    .execute();
  await transaction
    .deleteFrom("refused")
    .where("id", "<=", ({ selectFrom }) =>
      selectFrom("refused").select(({ fn }) => sql<number>`${fn.max("id")} - ${keptRefused}`.as("oldest")),
    )
    .execute();
}

export interface RefusedSearch {
  /** Sites to look in; all, and what names no site, when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly code?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function searchRefused(database: Database, { sites, code, cursor, limit }: RefusedSearch) {
  const [before] = cursor === undefined ? [] : (keysOf(cursor, ["number"]) as [number]);
  const rows = await database
    .selectFrom("refused")
    .selectAll()
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(code !== undefined, (some) => some.where("code", "=", code ?? ""))
    .$if(before !== undefined, (some) => some.where("id", "<", before ?? 0))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOfRows(rows, limit, ({ id }) => [id]);
}

/** How often each code was refused since the beginning. */
export async function refusedCounts(database: Database): Promise<Record<string, number>> {
  const rows = await database.selectFrom("refusedCounts").selectAll().execute();
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]));
}

function rowOf({ receivedAt, account, topic, site, equipment, code, detail, payload }: RefusedEntry) {
  return {
    receivedAt,
    account,
    topic,
    site: site ?? null,
    equipment: equipment ?? null,
    code,
    detail: JSON.stringify(detail),
    payload,
  };
}
