import type { Migration } from "../migration.ts";

export const energyDays: Migration = {
  name: "008-energy-days",
  up: async ({ schema }) => {
    await schema
      .createTable("energyDays")
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("from", "bigint", (column) => column.notNull())
      .addColumn("to", "bigint", (column) => column.notNull())
      .addColumn("until", "bigint", (column) => column.notNull())
      .addColumn("basis", "text", (column) => column.notNull())
      .addColumn("consumption", "real")
      .addColumn("cost", "real")
      .addColumn("covered", "bigint", (column) => column.notNull())
      .addColumn("details", "text")
      .addPrimaryKeyConstraint("energyDayOnce", ["site", "equipment", "from"])
      .execute();
  },
};
