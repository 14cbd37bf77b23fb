import type { Migration } from "../migration.ts";

export const procedures: Migration = {
  name: "010-procedures",
  up: async ({ schema }) => {
    await schema
      .createTable("procedureVersions")
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("version", "integer", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("procedureVersionKey", ["id", "version"])
      .execute();
    await schema
      .createTable("procedureRuns")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("site", "text", (column) => column.notNull())
      .addColumn("equipment", "text")
      .addColumn("procedure", "text", (column) => column.notNull())
      .addColumn("drill", "integer", (column) => column.notNull())
      .addColumn("open", "integer", (column) => column.notNull())
      .addColumn("startedAt", "bigint", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("procedureRunsByTime").on("procedureRuns").columns(["open", "startedAt", "id"]).execute();
    await schema
      .createTable("procedureRunAlarms")
      .addColumn("alarm", "text", (column) => column.notNull())
      .addColumn("run", "text", (column) => column.notNull())
      .addColumn("occurrence", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("procedureRunAlarmKey", ["alarm", "run"])
      .execute();
    await schema
      .createTable("procedureActs")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("run", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("act", "text", (column) => column.notNull())
      .addColumn("step", "text")
      .addColumn("note", "text")
      .execute();
    await schema.createIndex("procedureActsByRun").on("procedureActs").columns(["run", "id"]).execute();
    await schema
      .createTable("procedurePhotos")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("run", "text", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("bytes", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("procedurePhotosByRun").on("procedurePhotos").columns(["run"]).execute();
  },
};
