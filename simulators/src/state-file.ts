import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { EstateState } from "./estate/state.ts";
import type { Telling } from "./history/back-fill.ts";

/** What the simulators go on from after a stop. */
export interface Kept {
  readonly version: 1;
  readonly estate: EstateState;
  /** The next number of each equipment's messages. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly tellings: readonly Telling[];
}

const version = 1;

/** Undefined at a first start; a file that cannot be used is set aside, and the estate begins anew. */
export async function readState(path: string, onUnusable: (why: string) => void): Promise<Kept | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const kept: Kept = JSON.parse(text);
    if (kept.version === version && typeof kept.estate?.at === "number") return kept;
    onUnusable(`version ${kept.version} is not ${version}`);
  } catch (cause) {
    onUnusable(cause instanceof Error ? cause.message : String(cause));
  }
  await rename(path, `${path}.unusable`);
  return undefined;
}

/** Replaces the file in one piece, so that a stop in the middle leaves the old one. */
export async function writeState(path: string, kept: Kept): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(kept));
  await rename(`${path}.new`, path);
}
