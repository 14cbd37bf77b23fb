import { sql } from "kysely";
import type { Migration } from "../migration.ts";

export const alarms: Migration = {
  name: "004-alarms",
  up: async (database) => {
    const { schema } = database;
    await schema.alterTable("alarms").addColumn("incident", "text").execute();
    await schema.alterTable("alarms").addColumn("mode", "text").execute();
    await schema.createIndex("alarmsByIncident").on("alarms").column("incident").execute();
    await schema.createIndex("alarmsByMode").on("alarms").column("mode").execute();
    await schema.alterTable("alarmTransitions").addColumn("detail", "text").execute();
    // The journal of an alarm is only ever added to, whatever a program tries.
    for (const act of ["update", "delete"] as const) {
      await sql`create trigger ${sql.ref(`alarmTransitions-${act}`)} before ${sql.raw(act)} on ${sql.ref("alarmTransitions")}
        begin select raise(abort, 'the journal of alarms is only ever added to'); end`.execute(database);
    }
    await schema
      .createTable("incidents")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("open", "integer", (column) => column.notNull())
      .addColumn("startedAt", "bigint", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("incidentsByTime").on("incidents").columns(["open", "startedAt", "id"]).execute();
    await schema
      .createTable("modes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("open", "integer", (column) => column.notNull())
      .addColumn("startedAt", "bigint", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("modesByTime").on("modes").columns(["open", "startedAt", "id"]).execute();
    await schema
      .createTable("alarmTrends")
      .addColumn("alarm", "text", (column) => column.primaryKey().references("alarms.id"))
      .addColumn("pending", "integer", (column) => column.notNull())
      .addColumn("document", "text")
      .execute();
    await schema.createIndex("alarmTrendsPending").on("alarmTrends").columns(["pending", "alarm"]).execute();
  },
};
