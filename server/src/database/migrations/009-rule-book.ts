import type { Migration } from "../migration.ts";

export const ruleBook: Migration = {
  name: "009-rule-book",
  up: async ({ schema }) => {
    await schema
      .createTable("ruleVersions")
      .addColumn("rule", "text", (column) => column.notNull())
      .addColumn("version", "integer", (column) => column.notNull())
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("madeBy", "text", (column) => column.notNull())
      .addColumn("madeAt", "integer", (column) => column.notNull())
      .addColumn("note", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("stateBy", "text", (column) => column.notNull())
      .addColumn("approvedBy", "text")
      .addColumn("stateAt", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("ruleVersionsKey", ["rule", "version"])
      .execute();
    await schema
      .createTable("ruleOverrides")
      .addColumn("rule", "text", (column) => column.notNull())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("changes", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("ruleOverridesKey", ["rule", "site"])
      .execute();
    await schema
      .createTable("ruleProposals")
      .addColumn("rule", "text", (column) => column.primaryKey())
      .addColumn("change", "text", (column) => column.notNull())
      .addColumn("note", "text", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .execute();
  },
};
