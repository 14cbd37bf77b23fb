import type { Mode, ModeKind } from "@plantroom/model/alarms/mode.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { keysOf, pageOfRows } from "../database/keyset.ts";

export interface ModeSearch {
  readonly open: "true" | "false" | "all";
  readonly sites?: readonly string[] | undefined;
  readonly kind?: ModeKind | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function saveModes(transaction: DatabaseTransaction, modes: Iterable<Mode>): Promise<void> {
  for (const mode of modes) {
    const { id, site, kind, startedAt } = mode;
    const row = { open: mode.endedAt === undefined ? 1 : 0, document: JSON.stringify(mode) };
    await transaction
      .insertInto("modes")
      .values({ id, site, kind, startedAt, ...row })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
      .execute();
  }
}

export async function runningModes(database: Database): Promise<Mode[]> {
  const rows = await database.selectFrom("modes").select("document").where("open", "=", 1).execute();
  return rows.map(modeOf);
}

export async function findMode(database: Database, id: string): Promise<Mode | undefined> {
  const row = await database.selectFrom("modes").select("document").where("id", "=", id).executeTakeFirst();
  return row && modeOf(row);
}

/** Newest first. */
export async function searchModes(database: Database, { open, sites, kind, cursor, limit }: ModeSearch) {
  let query = database
    .selectFrom("modes")
    .select(["id", "startedAt", "document"])
    .$if(open !== "all", (some) => some.where("open", "=", open === "true" ? 1 : 0))
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(kind !== undefined, (some) => some.where("kind", "=", kind ?? ""));
  if (cursor !== undefined) {
    const [at, id] = keysOf(cursor, ["number", "string"]) as [number, string];
    query = query.where(({ eb, or, and }) =>
      or([eb("startedAt", "<", at), and([eb("startedAt", "=", at), eb("id", "<", id)])]),
    );
  }
  const rows = await query
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const { items, next } = pageOfRows(rows, limit, (row) => [row.startedAt, row.id]);
  return { items: items.map(modeOf), next };
}

function modeOf({ document }: { readonly document: string }): Mode {
  return JSON.parse(document);
}
