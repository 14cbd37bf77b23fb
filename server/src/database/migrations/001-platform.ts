import type { Migration } from "../migration.ts";

export const platform: Migration = {
  name: "001-platform",
  up: async (database) => {
    const { schema } = database;
    await schema
      .createTable("people")
      .addColumn("username", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("roles", "text", (column) => column.notNull())
      .addColumn("sites", "text")
      .addColumn("locale", "text")
      .addColumn("disabled", "integer", (column) => column.notNull())
      .addColumn("passwordHash", "text", (column) => column.notNull())
      .addColumn("createdAt", "bigint", (column) => column.notNull())
      .execute();
    await schema
      .createTable("sessions")
      .addColumn("tokenHash", "text", (column) => column.primaryKey())
      .addColumn("username", "text", (column) => column.notNull().references("people.username").onDelete("cascade"))
      .addColumn("createdAt", "bigint", (column) => column.notNull())
      .addColumn("lastSeenAt", "bigint", (column) => column.notNull())
      .addColumn("expiresAt", "bigint", (column) => column.notNull())
      .addColumn("address", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("sessionsByUsername").on("sessions").column("username").execute();
    await schema
      .createTable("sites")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("document", "text", (column) => column.notNull())
      .execute();
    await schema
      .createTable("equipment")
      .addColumn("site", "text", (column) => column.notNull().references("sites.id"))
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("equipmentKey", ["site", "id"])
      .execute();
    await schema
      .createTable("deviceTypes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("document", "text", (column) => column.notNull())
      .addColumn("importedAt", "bigint", (column) => column.notNull())
      .addColumn("importedBy", "text", (column) => column.notNull())
      .execute();
    await schema
      .createTable("devices")
      .addColumn("username", "text", (column) => column.primaryKey())
      .addColumn("tokenHash", "text", (column) => column.notNull())
      .addColumn("grants", "text", (column) => column.notNull())
      .addColumn("createdAt", "bigint", (column) => column.notNull())
      .addColumn("createdBy", "text", (column) => column.notNull())
      .execute();
    await schema
      .createTable("commands")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("command", "text", (column) => column.notNull())
      .addColumn("args", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("expiresAt", "bigint", (column) => column.notNull())
      .addColumn("delivered", "integer", (column) => column.notNull())
      .addColumn("outcome", "text")
      .addColumn("outcomeReason", "text")
      .addColumn("outcomeAt", "bigint")
      .execute();
    await schema
      .createTable("audit")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("detail", "text", (column) => column.notNull())
      .addColumn("origin", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("auditByPerson").on("audit").columns(["by", "id"]).execute();
    await schema
      .createTable("facts")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
  },
};
