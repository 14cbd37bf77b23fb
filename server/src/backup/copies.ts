import { copyFile, mkdir, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { identityFile } from "@plantroom/model/journal/frame.ts";
import { dropDerived } from "../database/database.ts";
import { isMissing, listSegments } from "../journal/segments.ts";
import { backupName, places } from "./manifest.ts";

/** What is copied, and how by whoever has it open. */
export interface Originals {
  readonly dataDirectory: string;
  readonly journalFolder: string;
  /** A whole copy of the operations database, as of one moment. */
  readonly copyDatabase: (target: string) => Promise<void>;
  /** The same of the readings; nothing when they are kept in a server of their own. */
  readonly copyReadings: (target: string) => Promise<void>;
  /** Files and folders of the data folder that are copied in their own way, or are part of no backup. */
  readonly apart: readonly string[];
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
    dropDerived(join(target, places.database));
    await originals.copyReadings(join(target, places.readings));
    await copyOthers(originals, target);
    await mkdir(join(target, places.journal), { recursive: true });
    // By its name the restored historian knows that it has stored the beginning of this journal already.
    await copyIfThere(join(originals.journalFolder, identityFile), join(target, places.journal, identityFile));
    for (const { name, path } of await listSegments(originals.journalFolder)) {
      await copyIfThere(path, join(target, places.journal, name));
    }
  } finally {
    release();
  }
}

/** What only the process that runs needs. */
const passing = /^(logs|lock|plantroom\.lock|\.write-.*|.*\.(new|tmp))$/;

/** Secrets, the mode, what the gateway keeps, pictures: whatever else stands in the data folder. */
async function copyOthers({ dataDirectory, journalFolder, apart }: Originals, target: string): Promise<void> {
  const left = new Set([
    ...apart.flatMap((file) => [file, `${file}.wal`, `${file}-wal`, `${file}-shm`]),
    journalFolder,
  ]);
  const folders = [dataDirectory];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      // The backups themselves may stand there too.
      if (left.has(path) || passing.test(entry.name) || backupName.test(entry.name)) continue;
      if (entry.isDirectory()) folders.push(path);
      if (!entry.isFile()) continue;
      const to = join(target, relative(dataDirectory, path));
      await mkdir(dirname(to), { recursive: true });
      await copyIfThere(path, to);
    }
  }
}

export async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (problem) {
    if (!isMissing(problem)) throw problem; // a segment that was given up or dropped is not needed
  }
}
