import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "@plantroom/model/time.ts";

/** How far readings were moved from one store to another; kept in the data folder. Places are URLs without who asks. */
export interface MigrationState {
  readonly from: string;
  readonly to: string;
  /** Everything before this time is there and was counted. */
  readonly next: Instant;
  /** Readings moved, by `site/equipment/point`. */
  readonly series: Readonly<Record<string, number>>;
  readonly isDone: boolean;
}

const name = "readings-migration.json";

/** A store's URL without user, password or token: for screens, logs and files. */
export function placeOf(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//");
}

/** Undefined where nothing was ever moved. */
export async function readState(dataDirectory: string): Promise<MigrationState | undefined> {
  const text = await readFile(join(dataDirectory, name), "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Whole or not at all. */
export async function writeState(dataDirectory: string, state: MigrationState): Promise<void> {
  const file = join(dataDirectory, name);
  await writeFile(`${file}.new`, JSON.stringify(state), { flush: true });
  await rename(`${file}.new`, file);
}
