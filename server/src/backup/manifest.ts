import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { z } from "zod";
import { migrations } from "../database/migrations.ts";

/** Grows when an older Plantroom could not restore what a newer one writes. */
const newestFormat = 1;

export const manifestFile = "manifest.json";

/** Where things stand in a backup; the readings' write-ahead log has `.wal` behind their name. */
export const places = { database: "operations.sqlite", readings: "readings.duckdb", journal: "journal" } as const;

/** Folder of a backup, named after its time; with `.part` while it is taken. */
export const backupName = /^plantroom-\d{4}-\d\d-\d\dT[\d-]+Z(\.part)?$/;

const manifestSchema = z.object({
  format: z.number(),
  /** Version of the Plantroom that took it. */
  plantroom: z.string(),
  takenAt: z.iso.datetime(),
  /** Steps of the operations database's schema, in order. */
  migrations: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
/** What a backup holds; written last, so that a backup that was cut short has none. */
export type Manifest = z.infer<typeof manifestSchema>;

export function manifestOf(plantroom: string, takenAt: string, files: Manifest["files"]): Manifest {
  return { format: newestFormat, plantroom, takenAt, migrations: migrations.map(({ name }) => name), files };
}

/** Throws `backup-unknown`, `backup-damaged` or `backup-newer`. */
export function readManifest(text: string, path: string): Manifest {
  const version = z.object({ format: z.number(), plantroom: z.string() }).safeParse(parsed(text, path));
  if (!version.success)
    throw new Problem("backup-unknown", { path, problem: `${manifestFile} is not one of a backup` });
  const { format, plantroom } = version.data;
  if (format > newestFormat) throw new Problem("backup-newer", { version: plantroom });
  const manifest = manifestSchema.safeParse(parsed(text, path));
  if (!manifest.success) throw new Problem("backup-damaged", { problem: `${manifestFile} is not complete` });
  const known = new Set(migrations.map(({ name }) => name));
  if (manifest.data.migrations.some((name) => !known.has(name)))
    throw new Problem("backup-newer", { version: plantroom });
  return manifest.data;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("backup-unknown", { path, problem: `${manifestFile} is not JSON` });
  }
}
