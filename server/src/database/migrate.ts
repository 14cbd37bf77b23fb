import type { Kysely } from "kysely";
import { CannotStart } from "../cannot-start.ts";
import type { Migration } from "./migration.ts";

interface MigrationTable {
  readonly migrations: { name: string; appliedAt: number };
}

/** Brings the schema up to date; each step and its mark are one transaction. Throws `CannotStart` for a newer schema. */
export async function migrate(
  database: Kysely<unknown>,
  list: readonly Migration[],
  appliedAt: number = Date.now(),
): Promise<void> {
  const marked = database as Kysely<MigrationTable>;
  await marked.schema
    .createTable("migrations")
    .ifNotExists()
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("appliedAt", "bigint", (column) => column.notNull())
    .execute();
  const rows = await marked.selectFrom("migrations").select("name").execute();
  const applied = new Set(rows.map(({ name }) => name));
  const newer = [...applied].find((name) => !list.some((migration) => migration.name === name));
  if (newer !== undefined) {
    throw new CannotStart(
      `The database was written by a newer Plantroom (it has ${newer}); start that version, or restore a backup.`,
    );
  }
  for (const { name, up } of list) {
    if (applied.has(name)) continue;
    await database.transaction().execute(async (transaction) => {
      await up(transaction);
      await (transaction as Kysely<unknown> as Kysely<MigrationTable>)
        .insertInto("migrations")
        .values({ name, appliedAt })
        .execute();
    });
  }
}
