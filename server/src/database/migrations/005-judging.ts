import type { Migration } from "../migration.ts";

export const judging: Migration = {
  name: "005-judging",
  up: async ({ schema }) => {
    // Null: nothing is remembered over time yet, and nothing has to be read again for it.
    await schema.alterTable("judges").addColumn("memoryPosition", "bigint").execute();
    await schema
      .createTable("memories")
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("memoryKey", ["site", "equipment"])
      .execute();
    await schema
      .createTable("shadowChanges")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("rule", "text", (column) => column.notNull())
      .addColumn("ruleVersion", "integer")
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("change", "text", (column) => column.notNull())
      .addColumn("priority", "text")
      .addColumn("evidence", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("shadowChangesByRule").on("shadowChanges").columns(["rule", "id"]).execute();
  },
};
