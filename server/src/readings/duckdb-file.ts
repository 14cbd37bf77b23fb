import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { Milliseconds } from "@plantroom/model/time.ts";
import { second } from "@plantroom/model/time.ts";
import { CannotStart } from "../cannot-start.ts";
import { Turns } from "../turns.ts";
import { StoreFailure } from "./store-failure.ts";

/** Each running statement holds one of the runtime's four I/O threads, which the journal's files need too. */
const readersAtOnce = 2;
const longestQuery: Milliseconds = 20 * second;

const settings = {
  // DuckDB spills to disk beyond it; without a limit it would take 80 % of the machine.
  memory_limit: "512MB",
  threads: String(Math.min(4, availableParallelism())),
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};

interface Opened {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  /** Works beside the writer, on tables that the writer leaves alone. */
  readonly second: DuckDBConnection;
  /** Those that are free. */
  readonly readers: DuckDBConnection[];
  users: number;
  broken: boolean;
}

/**
 * A DuckDB file with one connection that writes and a few that read. A fatal error (a full disk, for one) closes what is open; the
 * next use opens the file again, and its write-ahead log gives back all that was committed.
 */
export class DuckFile {
  readonly #path: string;
  readonly #schema: string;
  readonly #writing = new Turns();
  readonly #besides = new Turns();
  readonly #reading = new Turns(readersAtOnce);
  #opening: Promise<Opened> | undefined;
  #closed = false;

  private constructor(path: string, schema: string) {
    this.#path = path;
    this.#schema = schema;
  }

  /** `:memory:` for none at all. The schema's statements must hold on an existing file too. Throws `CannotStart`. */
  static async open(path: string, schema: string): Promise<DuckFile> {
    const file = new DuckFile(path, schema);
    try {
      await file.#open();
    } catch (cause) {
      throw new CannotStart(sentenceFor(path, cause), { cause });
    }
    return file;
  }

  /** The columns of a result, row by row at the same index. Throws `StoreFailure`. */
  async read(sql: string, values: Record<string, DuckDBValue> = {}): Promise<DuckDBValue[][]> {
    return this.#reading.take(() =>
      this.#guarded(async ({ instance, readers }) => {
        const reader = readers.pop() ?? (await instance.connect());
        const tooLong = setTimeout(() => reader.interrupt(), longestQuery).unref();
        try {
          const result = await reader.stream(sql, values);
          const columns = result.columnNames().map((): DuckDBValue[] => []);
          // Chunk by chunk: a whole result at once would hold up everything else in the process.
          for await (const chunk of result) chunk.appendToColumns(columns);
          return columns;
        } finally {
          clearTimeout(tooLong);
          readers.push(reader);
        }
      }),
    );
  }

  /** All that the work does, or nothing; one at a time. Throws `StoreFailure`. */
  async transaction<T>(work: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#writing.take(() => this.#guarded(({ writer }) => wholly(writer, work)));
  }

  /** The same beside the transactions of others, for what nobody else changes. */
  async besides<T>(work: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#besides.take(() => this.#guarded(({ second }) => wholly(second, work)));
  }

  /** A copy of the file and its write-ahead log between two transactions; writers wait, readers go on. Throws `StoreFailure`. */
  async copyTo(target: string): Promise<void> {
    if (this.#path === ":memory:") return;
    const copy = () =>
      this.#guarded(async () => {
        await copyFile(this.#path, target);
        const log = `${this.#path}.wal`;
        if (existsSync(log)) await copyFile(log, `${target}.wal`);
      });
    await this.#writing.take(() => this.#besides.take(copy));
  }

  /** Lets what is under way end. */
  async close(): Promise<void> {
    this.#closed = true;
    // All turns at once: nobody uses the file then.
    await this.#writing.take(() =>
      this.#besides.take(() => this.#reading.take(() => this.#reading.take(() => this.#release()))),
    );
  }

  async #guarded<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    let opened: Opened | undefined;
    try {
      opened = await this.#open();
      opened.users++;
      return await work(opened);
    } catch (problem) {
      const { message } = problem instanceof Error ? problem : { message: String(problem) };
      if (opened && isFatal(message)) opened.broken = true;
      throw new StoreFailure(isOfData(message) ? "rejected" : "unavailable", message, problem);
    } finally {
      if (opened) {
        opened.users--;
        // Never opened again while somebody still holds it: DuckDB's lock does not keep a process from itself.
        if (opened.broken && opened.users === 0) await this.#release();
      }
    }
  }

  async #open(): Promise<Opened> {
    if (this.#closed) throw new StoreFailure("unavailable", "the store is closed");
    this.#opening ??= this.#connect();
    const opening = this.#opening;
    const opened = await opening.catch((problem: unknown) => {
      if (this.#opening === opening) this.#opening = undefined;
      throw problem;
    });
    if (opened.broken) throw new StoreFailure("unavailable", "the store is being opened again");
    return opened;
  }

  async #connect(): Promise<Opened> {
    const instance = await DuckDBInstance.create(this.#path, settings);
    const writer = await instance.connect();
    await writer.run(this.#schema);
    return { instance, writer, second: await instance.connect(), readers: [], users: 0, broken: false };
  }

  async #release(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    if (!opened) return;
    for (const connection of [opened.writer, opened.second, ...opened.readers]) connection.closeSync();
    opened.instance.closeSync();
  }
}

async function wholly<T>(writer: DuckDBConnection, work: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
  await writer.run("BEGIN");
  try {
    const result = await work(writer);
    await writer.run("COMMIT");
    return result;
  } catch (problem) {
    // After a failed COMMIT there is nothing left to roll back, and that is no problem of its own.
    await writer.run("ROLLBACK").catch(() => undefined);
    throw problem;
  }
}

/** DuckDB says what kind an error is in the first words of its message, and nowhere else. */
function isFatal(message: string): boolean {
  return /^(FATAL|INTERNAL) Error/.test(message);
}

function isOfData(message: string): boolean {
  return /^(Conversion|Constraint|Invalid Input|Out of Range) Error/.test(message);
}

function sentenceFor(path: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/^IO Error: Could not set lock/.test(reason)) return `The readings file ${path} is in use by another process.`;
  return `The readings file ${path} cannot be opened: ${reason.split("\n")[0]}`;
}
