import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { unfinishedRestore } from "@plantroom/model/journal/place.ts";
import { isMissing } from "../journal/segments.ts";
import { measure, syncFile } from "./checksums.ts";
import type { Installation } from "./installation.ts";
import { type Manifest, manifestFile, places, readManifest } from "./manifest.ts";
import { placeRefused } from "./own-copies.ts";

export interface Restored {
  readonly manifest: Manifest;
  /** The backup holds readings, and this installation keeps its own somewhere else. */
  readonly readingsLeftOut: boolean;
}

/**
 * Puts a backup (its folder, or the manifest in it) in the place of an installation that is not there yet. Everything is
 * checked before anything is written; what fails on the way leaves the places as they were. Throws a `Problem`.
 */
export async function restoreBackup(path: string, installation: Installation): Promise<Restored> {
  const from = basename(path) === manifestFile ? dirname(path) : path;
  const manifest = await checkedManifest(from);
  const { dataDirectory, journalFolder } = installation;
  await refuseUnlessEmpty(dataDirectory);
  await refuseUnlessEmpty(journalFolder);
  const moves = manifest.files.map(({ path: name }) => ({ from: join(from, name), to: targetOf(name, installation) }));
  for (const { to } of moves) if (to !== undefined) await refuseUnlessMissing(to);

  const mark = join(dataDirectory, unfinishedRestore);
  const written: string[] = [mark];
  try {
    await mkdir(dataDirectory, { recursive: true });
    await writeFile(mark, "");
    for (const { from: source, to } of moves) {
      if (to === undefined) continue;
      written.push(to);
      await mkdir(dirname(to), { recursive: true });
      await copyFile(source, to);
      await syncFile(to);
    }
    await rm(mark);
    await syncFile(dataDirectory, "r");
  } catch (problem) {
    for (const file of written) await rm(file, { force: true });
    throw placeRefused(dataDirectory, problem);
  }
  return { manifest, readingsLeftOut: moves.some(({ to }) => to === undefined) };
}

/** The manifest of a backup of which every file is what it was. */
async function checkedManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestFile), "utf8").catch((problem: unknown) => {
    const why = isMissing(problem) ? `it holds no ${manifestFile}` : String(problem);
    throw new Problem("backup-unknown", { path: folder, problem: why });
  });
  const manifest = readManifest(text, folder);
  for (const { path, bytes, sha256 } of manifest.files) {
    // Nothing outside of the places of a restore, whoever wrote the manifest.
    if (path.split("/").includes("..")) throw new Problem("backup-damaged", { problem: `it names ${path}` });
    const found = await measure(join(folder, path)).catch((problem: unknown) => {
      throw new Problem("backup-damaged", { problem: isMissing(problem) ? `${path} is missing` : String(problem) });
    });
    if (found.bytes !== bytes || found.sha256 !== sha256) {
      throw new Problem("backup-damaged", { problem: `${path} is not what it was` });
    }
  }
  return manifest;
}

/** Where a file of the backup belongs; undefined for readings that this installation keeps in no file. */
function targetOf(name: string, { dataDirectory, journalFolder, databaseFile, readingsFile }: Installation) {
  if (name === places.database) return databaseFile;
  if (name === places.readings) return readingsFile;
  if (name === `${places.readings}.wal`) return readingsFile && `${readingsFile}.wal`;
  if (name.startsWith(`${places.journal}/`)) return join(journalFolder, name.slice(places.journal.length + 1));
  return join(dataDirectory, name);
}

async function refuseUnlessEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((problem: unknown) => {
    if (isMissing(problem)) return [];
    throw placeRefused(folder, problem);
  });
  // What a disk of its own brings along.
  if (names.some((name) => name !== "lost+found")) throw new Problem("restore-target-not-empty", { path: folder });
}

async function refuseUnlessMissing(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there) throw new Problem("restore-target-not-empty", { path: file });
}
