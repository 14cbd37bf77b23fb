import type { Migration } from "../migration.ts";

export const savedViews: Migration = {
  name: "011-saved-views",
  up: async ({ schema }) => {
    await schema
      .createTable("savedViews")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("page", "text", (column) => column.notNull())
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("query", "text", (column) => column.notNull())
      .addUniqueConstraint("savedViewName", ["page", "owner", "name"])
      .execute();
  },
};
