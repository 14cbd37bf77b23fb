import type { Migration } from "../migration.ts";

export const energy: Migration = {
  name: "003-energy",
  up: async ({ schema }) => {
    await schema
      .createTable("meterReplacements")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("finalReading", "real", (column) => column.notNull())
      .addColumn("initialReading", "real", (column) => column.notNull())
      .addColumn("note", "text")
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("enteredAt", "bigint", (column) => column.notNull())
      .addUniqueConstraint("meterReplacementOnce", ["site", "equipment", "at"])
      .execute();
    await schema
      .createTable("deadLetters")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("point", "text", (column) => column.notNull())
      .addColumn("at", "bigint")
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("order", "bigint", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("setAsideAt", "bigint", (column) => column.notNull())
      .execute();
  },
};
