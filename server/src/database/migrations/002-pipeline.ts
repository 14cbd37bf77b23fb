import type { SchemaModule } from "kysely";
import type { Migration } from "../migration.ts";

export const pipeline: Migration = {
  name: "002-pipeline",
  up: async ({ schema }) => {
    await judging(schema);
    await alarms(schema);
    await workOrders(schema);
    await heard(schema);
  },
};

async function judging(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("judges")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("latestPosition", "bigint", (column) => column.notNull())
    .addColumn("wall", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createTable("judgedSites")
    .addColumn("site", "text", (column) => column.primaryKey())
    .addColumn("run", "text")
    .addColumn("time", "bigint")
    .addColumn("endedRuns", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("detections")
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("equipment", "text", (column) => column.notNull())
    .addColumn("rule", "text", (column) => column.notNull())
    .addColumn("ruleVersion", "integer", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("detectionKey", ["site", "equipment", "rule"])
    .execute();
  await schema
    .createTable("latest")
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("equipment", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("latestKey", ["site", "equipment"])
    .execute();
}

async function alarms(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("alarms")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("equipment", "text", (column) => column.notNull())
    .addColumn("rule", "text", (column) => column.notNull())
    .addColumn("gravity", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("open", "integer", (column) => column.notNull())
    .addColumn("raisedAt", "bigint", (column) => column.notNull())
    .addColumn("closedAt", "bigint")
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("alarmsByTime").on("alarms").columns(["raisedAt", "id"]).execute();
  await schema.createIndex("alarmsByEquipment").on("alarms").columns(["site", "equipment", "raisedAt"]).execute();
  // The promise itself, kept by the database: at most one open record of a rule at an equipment.
  await schema
    .createIndex("alarmsOpen")
    .on("alarms")
    .columns(["site", "equipment", "rule"])
    .unique()
    .where("open" as never, "=", 1)
    .execute();
  await schema
    .createTable("alarmTransitions")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("alarm", "text", (column) => column.notNull().references("alarms.id"))
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("from", "text", (column) => column.notNull())
    .addColumn("to", "text", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("note", "text")
    .execute();
  await schema.createIndex("alarmTransitionsByAlarm").on("alarmTransitions").columns(["alarm", "id"]).execute();
}

async function workOrders(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("workOrders")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("number", "integer", (column) => column.notNull().unique())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("equipment", "text", (column) => column.notNull())
    .addColumn("gravity", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("open", "integer", (column) => column.notNull())
    .addColumn("assignee", "text")
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("workOrdersByEquipment").on("workOrders").columns(["site", "equipment"]).execute();
  await schema.createIndex("workOrdersOpen").on("workOrders").columns(["open", "number"]).execute();
  await schema
    .createTable("workOrderSteps")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("workOrder", "text", (column) => column.notNull().references("workOrders.id"))
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("from", "text", (column) => column.notNull())
    .addColumn("to", "text", (column) => column.notNull())
    .addColumn("note", "text")
    .execute();
  await schema.createIndex("workOrderStepsByOrder").on("workOrderSteps").columns(["workOrder", "id"]).execute();
}

async function heard(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("refused")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("receivedAt", "bigint", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("topic", "text", (column) => column.notNull())
    .addColumn("site", "text")
    .addColumn("equipment", "text")
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("refusedCounts")
    .addColumn("code", "text", (column) => column.primaryKey())
    .addColumn("count", "integer", (column) => column.notNull())
    .execute();
  await schema
    .createTable("events")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("equipment", "text", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("receivedAt", "bigint", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("eventsByEquipment").on("events").columns(["site", "equipment", "event", "id"]).execute();
  await schema
    .createTable("results")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("equipment", "text", (column) => column.notNull())
    .addColumn("command", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("receivedAt", "bigint", (column) => column.notNull())
    .execute();
}
