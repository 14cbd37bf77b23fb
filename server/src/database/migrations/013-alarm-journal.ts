import { sql } from "kysely";
import type { Migration } from "../migration.ts";

export const alarmJournal: Migration = {
  name: "013-alarm-journal",
  up: async (database) => {
    const { schema } = database;
    // Each line says where it belongs and what it was then: found without its alarm, which goes on changing.
    for (const column of ["site", "equipment", "rule"] as const) {
      await schema
        .alterTable("alarmTransitions")
        .addColumn(column, "text", (text) => text.notNull().defaultTo(""))
        .execute();
    }
    for (const column of ["gravity", "rehearsal"] as const) {
      await schema
        .alterTable("alarmTransitions")
        .addColumn(column, "integer", (number) => number.notNull().defaultTo(0))
        .execute();
    }
    // Lines from before take what their alarm says now; only this once does anything change them.
    await sql`drop trigger ${sql.ref("alarmTransitions-update")}`.execute(database);
    await sql`update "alarmTransitions" set "site" = a."site", "equipment" = a."equipment", "rule" = a."rule",
      "gravity" = a."gravity", "rehearsal" = coalesce(a."document" ->> '$.verification' in ('drill', 'test'), 0)
      from "alarms" a where a."id" = "alarmTransitions"."alarm"`.execute(database);
    await sql`create trigger ${sql.ref("alarmTransitions-update")} before update on ${sql.ref("alarmTransitions")}
      begin select raise(abort, 'the journal of alarms is only ever added to'); end`.execute(database);

    const index = (name: string, columns: string[]) =>
      schema.createIndex(name).on("alarmTransitions").columns(columns).execute();
    await index("alarmTransitionsByTime", ["at", "id"]);
    await index("alarmTransitionsBySite", ["site", "at", "id"]);
    await index("alarmTransitionsByEquipment", ["site", "equipment", "at", "id"]);
    await index("alarmTransitionsByRule", ["rule", "at", "id"]);
    await schema.createIndex("alarmsByEnd").on("alarms").columns(["open", "closedAt"]).execute();

    await schema
      .createTable("presenceChanges")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("presence", "text", (column) => column.notNull())
      .execute();
    await schema
      .createIndex("presenceChangesByEquipment")
      .on("presenceChanges")
      .columns(["site", "equipment", "at", "id"])
      .execute();
  },
};
