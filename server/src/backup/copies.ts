import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isMissing, listSegments } from "../journal/segments.ts";
import { places, smallFiles } from "./manifest.ts";

/** What is copied, and how by whoever has it open. */
export interface Originals {
  readonly dataDirectory: string;
  readonly journalFolder: string;
  /** A whole copy of the operations database, as of one moment. */
  readonly copyDatabase: (target: string) => Promise<void>;
  /** The same of the readings; nothing when they are kept in a server of their own. */
  readonly copyReadings: (target: string) => Promise<void>;
  /** While held the gateway drops nothing of the journal; answers the function that ends it. */
  readonly hold: () => () => void;
}

/**
 * Copies everything into a folder while readings go on. The journal comes last: it reaches as far as any position in the copies
 * before it, and is held back to the beginning of what they still need, so that a restored Plantroom catches up from there.
 */
export async function copyEverything(originals: Originals, target: string): Promise<void> {
  const release = originals.hold();
  try {
    await originals.copyDatabase(join(target, places.database));
    await originals.copyReadings(join(target, places.readings));
    for (const name of smallFiles) {
      await mkdir(dirname(join(target, name)), { recursive: true });
      await copyIfThere(join(originals.dataDirectory, name), join(target, name));
    }
    await mkdir(join(target, places.journal), { recursive: true });
    for (const { name, path } of await listSegments(originals.journalFolder)) {
      await copyIfThere(path, join(target, places.journal, name));
    }
  } finally {
    release();
  }
}

export async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (problem) {
    if (!isMissing(problem)) throw problem; // a segment that was given up or dropped is not needed
  }
}
