import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect, type Transaction } from "kysely";
import { CannotStart } from "../cannot-start.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { forKysely } from "./node-sqlite.ts";
import type { AlarmJournalTables } from "./tables/alarm-journal.ts";
import type { AlarmManagementTables } from "./tables/alarms.ts";
import type { EnergyTables } from "./tables/energy.ts";
import type { HistoryTables } from "./tables/history.ts";
import type { JudgingTables } from "./tables/judging.ts";
import type { NotificationTables } from "./tables/notifications.ts";
import type { PipelineTables } from "./tables/pipeline.ts";
import type { PlatformTables } from "./tables/platform.ts";
import type { ProcedureTables } from "./tables/procedures.ts";
import type { RuleBookTables } from "./tables/rule-book.ts";
import type { SavedViewsTables } from "./tables/saved-views.ts";

/** Columns are named as in the model; times are epoch milliseconds, structures JSON text, booleans 0 and 1. */
export interface Tables
  extends PlatformTables,
    PipelineTables,
    EnergyTables,
    AlarmManagementTables,
    AlarmJournalTables,
    HistoryTables,
    JudgingTables,
    NotificationTables,
    ProcedureTables,
    RuleBookTables,
    SavedViewsTables {}

/**
 * The operations database. One connection: inside `transaction().execute(…)` use the transaction given; a call on the
 * database itself would wait for the transaction that waits for it.
 */
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;

const schemes = ["sqlite:"] as const;

const connections = new WeakMap<Database, DatabaseSync>();
/** Pages copied at a time, off the main thread. */
const copyPages = 4_096;

/**
 * `sqlite:` is `operations.sqlite` in the data folder, `sqlite:{path}` another file, `sqlite::memory:` or `:memory:` none at all.
 * Migrated when it returns. Throws `CannotStart` with a sentence for whoever starts it.
 */
export async function openDatabase(url: string, dataDirectory: string): Promise<Database> {
  const connection = openFile(databaseFile(url, dataDirectory));
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(connection) }) });
  connections.set(database, connection);
  try {
    await migrate(database as Kysely<unknown>, migrations);
  } catch (problem) {
    await database.destroy();
    throw problem;
  }
  return database;
}

/** Copies the database into a new file, as of one moment; whoever else asks it something waits. */
export async function copyDatabase(database: Database, target: string): Promise<void> {
  const connection = connections.get(database);
  if (connection) await database.connection().execute(() => copyConnection(connection, target));
}

/** The same for a connection that nobody else uses. */
export async function copyConnection(connection: DatabaseSync, target: string): Promise<void> {
  await backup(connection, target, { rate: copyPages });
}

/**
 * In a copy: days of meters that were settled when it was made. Readings may be copied later, or restored from elsewhere; the days are
 * made anew from them.
 */
export function dropDerived(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA journal_mode = DELETE");
    const table = database.prepare("SELECT name FROM sqlite_master WHERE name = 'energyDays'").get();
    if (table) database.exec("DELETE FROM energyDays");
  } finally {
    database.close();
  }
}

/** The file that a URL names; throws `CannotStart` for an unknown scheme. */
export function databaseFile(url: string, dataDirectory: string): string {
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

/** For this process alone, whatever its schema. Throws `CannotStart`. */
export function openFile(file: string): DatabaseSync {
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
