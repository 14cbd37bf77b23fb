import type { Migration } from "../migration.ts";

export const history: Migration = {
  name: "007-history",
  up: async ({ schema }) => {
    // Of letters from before it is not known whether they are whole: they cannot be tried again.
    for (const [name, type] of [
      ["receivedAt", "bigint"],
      ["quality", "text"],
      ["triedAgainAt", "bigint"],
    ] as const) {
      await schema.alterTable("deadLetters").addColumn(name, type).execute();
    }
    await schema
      .createTable("readBacks")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("startedAt", "bigint", (column) => column.notNull())
      .addColumn("finishedAt", "bigint")
      .addColumn("by", "text")
      .addColumn("outcome", "text", (column) => column.notNull())
      .addColumn("problem", "text")
      .addColumn("from", "bigint")
      .addColumn("to", "bigint")
      .addColumn("fromPosition", "bigint", (column) => column.notNull())
      .addColumn("toPosition", "bigint", (column) => column.notNull())
      .addColumn("compared", "bigint", (column) => column.notNull())
      .addColumn("missing", "bigint", (column) => column.notNull())
      .addColumn("replayed", "bigint", (column) => column.notNull())
      .addColumn("refused", "bigint", (column) => column.notNull())
      .execute();
  },
};
