import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { DuckDbReadings } from "./duckdb.ts";
import { InfluxReadings } from "./influxdb.ts";
import { influxAddress } from "./influxdb-url.ts";
import { MemoryReadings } from "./memory.ts";
import type { ReadingStore } from "./store.ts";

export interface StorePlace {
  readonly dataDirectory: string;
  /** The device type of an equipment, by which some stores sort; undefined for one that nobody knows. */
  readonly deviceTypeOf: (site: string, equipment: string) => string | undefined;
}

/** Opens an adapter with what stands behind its scheme. */
type Opener = (rest: string, place: StorePlace) => Promise<ReadingStore>;

const adapters: Readonly<Record<string, Opener>> = {
  "duckdb:": (rest, { dataDirectory }) => DuckDbReadings.open(duckdbFile(rest, dataDirectory)),
  "influxdb:": async (rest, { deviceTypeOf }) =>
    new InfluxReadings({ address: influxAddress("influxdb:", rest), deviceTypeOf }),
  "influxdbs:": async (rest, { deviceTypeOf }) =>
    new InfluxReadings({ address: influxAddress("influxdbs:", rest), deviceTypeOf }),
  "memory:": async () => new MemoryReadings(),
};

/**
 * `duckdb:` is `readings.duckdb` in the data folder, `duckdb:{path}` another file, `duckdb::memory:` none at all; `influxdb://…` a
 * database of an InfluxDB (see `influxAddress`), `influxdbs://…` over TLS; `memory:` holds everything in this process. Throws
 * `CannotStart`.
 */
export async function openReadingStore(url: string, place: StorePlace): Promise<ReadingStore> {
  const found = Object.entries(adapters).find(([scheme]) => url.startsWith(scheme));
  if (!found) {
    const known = Object.keys(adapters).join(", ");
    const shown = url.replace(/\/\/[^/]*@/, "//…@"); // no password on a screen
    throw new CannotStart(`PLANTROOM_READINGS_URL "${shown}" has an unknown scheme; known are: ${known}.`);
  }
  const [scheme, open] = found;
  return open(url.slice(scheme.length), place);
}

/** The file in which readings are kept; undefined where the store has none of its own. */
export function readingsFile(url: string, dataDirectory: string): string | undefined {
  if (!url.startsWith("duckdb:") || url === "duckdb::memory:") return undefined;
  return duckdbFile(url.slice("duckdb:".length), dataDirectory);
}

function duckdbFile(path: string, dataDirectory: string): string {
  if (path === ":memory:" || isAbsolute(path)) return path;
  mkdirSync(dataDirectory, { recursive: true });
  return join(dataDirectory, path === "" ? "readings.duckdb" : path);
}
