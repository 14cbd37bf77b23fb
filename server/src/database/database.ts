import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect, type Transaction } from "kysely";
import { CannotStart } from "../cannot-start.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { forKysely } from "./node-sqlite.ts";
import type { EnergyTables } from "./tables/energy.ts";
import type { PipelineTables } from "./tables/pipeline.ts";
import type { PlatformTables } from "./tables/platform.ts";

/** Columns are named as in the model; times are epoch milliseconds, structures JSON text, booleans 0 and 1. */
export interface Tables extends PlatformTables, PipelineTables, EnergyTables {}

/**
 * The operations database. One connection: inside `transaction().execute(…)` use the transaction given; a call on the
 * database itself would wait for the transaction that waits for it.
 */
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;

const schemes = ["sqlite:"] as const;

/**
 * `sqlite:` is `operations.sqlite` in the data folder, `sqlite:{path}` another file, `sqlite::memory:` or `:memory:` none at all.
 * Migrated when it returns. Throws `CannotStart` with a sentence for whoever starts it.
 */
export async function openDatabase(url: string, dataDirectory: string): Promise<Database> {
  const database = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: forKysely(open(fileOf(url, dataDirectory))) }),
  });
  try {
    await migrate(database as Kysely<unknown>, migrations);
  } catch (problem) {
    await database.destroy();
    throw problem;
  }
  return database;
}

function fileOf(url: string, dataDirectory: string): string {
  if (url === ":memory:") return url;
  const scheme = schemes.find((one) => url.startsWith(one));
  if (scheme === undefined) {
    throw new CannotStart(`PLANTROOM_DATABASE_URL "${url}" has an unknown scheme; known are: ${schemes.join(", ")}.`);
  }
  const path = url.slice(scheme.length);
  if (path === ":memory:" || isAbsolute(path)) return path;
  mkdirSync(dataDirectory, { recursive: true });
  return join(dataDirectory, path === "" ? "operations.sqlite" : path);
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 2_000 });
  try {
    // Exclusive: a second server on the same folder is refused here, not when the two have spoilt each other's work.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    // An acknowledged action of a person has to survive a power cut; NORMAL would keep the file whole but lose the last commits.
    database.exec("PRAGMA synchronous = FULL");
    database.exec("BEGIN IMMEDIATE; COMMIT");
    return database;
  } catch (problem) {
    database.close();
    throw new CannotStart(sentenceFor(file, problem), { cause: problem });
  }
}

/** SQLite's primary result codes 5 (busy) and 26 (not a database). */
function sentenceFor(file: string, problem: unknown): string {
  const code = typeof problem === "object" && problem !== null && "errcode" in problem ? problem.errcode : undefined;
  if (code === 5) return `The database ${file} is in use by another Plantroom.`;
  if (code === 26) return `${file} is not a database of Plantroom.`;
  return `The database ${file} cannot be opened: ${problem instanceof Error ? problem.message : String(problem)}.`;
}
