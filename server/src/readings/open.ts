import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { DuckDbReadings } from "./duckdb.ts";
import { MemoryReadings } from "./memory.ts";
import type { ReadingStore } from "./store.ts";

/** Opens an adapter with what stands behind its scheme. */
type Opener = (rest: string, dataDirectory: string) => Promise<ReadingStore>;

const adapters: Readonly<Record<string, Opener>> = {
  "duckdb:": (rest, dataDirectory) => DuckDbReadings.open(duckdbFile(rest, dataDirectory)),
  "memory:": async () => new MemoryReadings(),
};

/**
 * `duckdb:` is `readings.duckdb` in the data folder, `duckdb:{path}` another file, `duckdb::memory:` none at all; `memory:` holds
 * everything in this process. Throws `CannotStart`.
 */
export async function openReadingStore(url: string, dataDirectory: string): Promise<ReadingStore> {
  const found = Object.entries(adapters).find(([scheme]) => url.startsWith(scheme));
  if (!found) {
    const known = Object.keys(adapters).join(", ");
    throw new CannotStart(`PLANTROOM_READINGS_URL "${url}" has an unknown scheme; known are: ${known}.`);
  }
  const [scheme, open] = found;
  return open(url.slice(scheme.length), dataDirectory);
}

function duckdbFile(path: string, dataDirectory: string): string {
  if (path === ":memory:" || isAbsolute(path)) return path;
  mkdirSync(dataDirectory, { recursive: true });
  return join(dataDirectory, path === "" ? "readings.duckdb" : path);
}
