import type { Database } from "../database/database.ts";

type Kept = "escalationPolicies" | "rosters" | "workCalendars";

/** Rows that are one JSON document each, in the order of their ids. */
export async function documentsOf<T>(database: Database, table: Kept): Promise<T[]> {
  const rows = await database.selectFrom(table).select("document").orderBy("id").execute();
  return rows.map(({ document }) => JSON.parse(document) as T);
}

export async function keepDocument(database: Database, table: Kept, one: { readonly id: string }): Promise<void> {
  const document = JSON.stringify(one);
  await database
    .insertInto(table)
    .values({ id: one.id, document })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ document }))
    .execute();
}

/** False when there was none. */
export async function dropDocument(database: Database, table: Kept, id: string): Promise<boolean> {
  const result = await database.deleteFrom(table).where("id", "=", id).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
