import type { SchemaModule } from "kysely";
import type { Migration } from "../migration.ts";

export const notifications: Migration = {
  name: "006-notifications",
  up: async ({ schema }) => {
    await settings(schema);
    await people(schema);
    await escalation(schema);
    await sending(schema);
  },
};

async function settings(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("notificationChannels")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("secrets", "text", (column) => column.notNull())
    .execute();
  for (const table of ["escalationPolicies", "rosters", "workCalendars"]) {
    await schema
      .createTable(table)
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("document", "text", (column) => column.notNull())
      .execute();
  }
  await schema
    .createTable("notificationSilences")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("until", "bigint", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
}

async function people(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("notificationPreferences")
    .addColumn("username", "text", (column) => column.primaryKey())
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("pushSubscriptions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("endpoint", "text", (column) => column.notNull().unique())
    .addColumn("username", "text", (column) => column.notNull())
    .addColumn("p256dh", "text", (column) => column.notNull())
    .addColumn("auth", "text", (column) => column.notNull())
    .addColumn("device", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("pushSubscriptionsByPerson").on("pushSubscriptions").column("username").execute();
}

async function escalation(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("escalations")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("alarm", "text", (column) => column.notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("startedAt", "bigint")
    .addColumn("dueAt", "bigint")
    .addColumn("endedAt", "bigint")
    .addColumn("reason", "text")
    .addColumn("policy", "text")
    .addColumn("taken", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("escalationsByAlarm").on("escalations").columns(["alarm", "id"]).execute();
  await schema
    .createIndex("escalationsDue")
    .on("escalations")
    .column("dueAt")
    .where("endedAt" as never, "is", null)
    .execute();
  await schema
    .createTable("notices")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("escalation", "integer", (column) => column.notNull())
    .addColumn("alarm", "text", (column) => column.notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("medium", "text")
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("recipient", "text", (column) => column.notNull())
    .addColumn("gravity", "integer", (column) => column.notNull())
    .addColumn("dueAt", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("delivery", "text")
    .execute();
  await schema.createIndex("noticesByAlarm").on("notices").columns(["alarm", "id"]).execute();
  await schema.createIndex("noticesByDelivery").on("notices").column("delivery").execute();
  await schema
    .createIndex("noticesWaiting")
    .on("notices")
    .column("dueAt")
    .where("state" as never, "=", "waiting")
    .execute();
}

async function sending(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("deliveries")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("medium", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("recipient", "text", (column) => column.notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("gravity", "integer", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("nextAt", "bigint", (column) => column.notNull())
    .addColumn("sentAt", "bigint")
    .addColumn("problem", "text")
    .execute();
  await schema.createIndex("deliveriesByTime").on("deliveries").columns(["createdAt", "key"]).execute();
  await schema
    .createIndex("deliveriesByReceiver")
    .on("deliveries")
    .columns(["medium", "channel", "recipient", "site", "createdAt"])
    .execute();
  await schema
    .createIndex("deliveriesSending")
    .on("deliveries")
    .column("nextAt")
    .where("state" as never, "=", "sending")
    .execute();
  await schema
    .createTable("inbox")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("username", "text", (column) => column.notNull())
    .addColumn("delivery", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("readAt", "bigint")
    .addUniqueConstraint("inboxOnce", ["username", "delivery"])
    .execute();
  await schema.createIndex("inboxByPerson").on("inbox").columns(["username", "id"]).execute();
}
