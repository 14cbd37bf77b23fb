import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { secretFile } from "@plantroom/model/channel/channel.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { day } from "@plantroom/model/time.ts";
import { CannotStart } from "../cannot-start.ts";
import { copyConnection, openFile } from "../database/database.ts";
import { askServer } from "./ask-server.ts";
import { settle, syncFile } from "./checksums.ts";
import { copyEverything, copyIfThere } from "./copies.ts";
import type { Installation } from "./installation.ts";
import { backupName, manifestFile, manifestOf } from "./manifest.ts";
import { placeRefused } from "./own-copies.ts";

export interface Backup {
  readonly folder: string;
  readonly bytes: number;
  /** Whether the installation ran meanwhile. */
  readonly running: boolean;
}

const prefix = "plantroom-";
const unfinished = ".part";

/**
 * Takes a backup into a new folder inside `into`, named after the time: through the running server, or of the files themselves
 * when none runs. With `keep` so many newest backups in `into` stay and older ones go. Throws a `Problem`.
 */
export async function takeBackup(
  installation: Installation,
  into: string,
  { now, version, keep }: { readonly now: number; readonly version: string; readonly keep?: number | undefined },
): Promise<Backup> {
  const takenAt = new Date(now).toISOString();
  const folder = join(into, `${prefix}${takenAt.slice(0, 19).replaceAll(":", "-")}Z`);
  const part = `${folder}${unfinished}`;
  await mkdir(into, { recursive: true }).catch((cause) => Promise.reject(placeRefused(into, cause)));
  if (existsSync(folder) || existsSync(part)) throw new Problem("backup-running");
  try {
    await mkdir(part, { mode: 0o700 });
    const running = await copyInto(installation, part);
    const files = await settle(part);
    await writeFile(join(part, manifestFile), `${JSON.stringify(manifestOf(version, takenAt, files), null, 2)}\n`, {
      mode: 0o600,
    });
    await syncFile(join(part, manifestFile));
    await rename(part, folder);
    await syncFile(into, "r");
    if (keep !== undefined) await dropOld(into, keep, now);
    return { folder, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), running };
  } catch (problem) {
    await rm(part, { recursive: true, force: true });
    throw problem instanceof Problem || problem instanceof CannotStart ? problem : placeRefused(part, problem);
  }
}

async function copyInto(installation: Installation, folder: string): Promise<boolean> {
  const { dataDirectory, serverUrl, databaseFile, readingsFile } = installation;
  if (!existsSync(databaseFile)) {
    throw new Problem("not-found", { what: "operations database", id: databaseFile });
  }
  const secret = await readFile(join(dataDirectory, secretFile), "utf8").catch(() => "");
  if (await askServer({ url: serverUrl, secret: secret.trim() }, folder)) return true;
  // Nobody else may have it open, then: a server that cannot be reached is refused here.
  const connection = openFile(databaseFile);
  try {
    await copyEverything(
      {
        ...installation,
        apart: [databaseFile, ...(readingsFile === undefined ? [] : [readingsFile])],
        hold: () => () => undefined,
        copyDatabase: (target) => copyConnection(connection, target),
        copyReadings: async (target) => {
          if (readingsFile === undefined) return;
          await copyIfThere(readingsFile, target);
          await copyIfThere(`${readingsFile}.wal`, `${target}.wal`);
        },
      },
      folder,
    );
  } finally {
    connection.close();
  }
  return false;
}

/** Names hold their time, so that their order is that of age. What a backup that was cut short left goes after a day. */
async function dropOld(into: string, keep: number, now: number): Promise<void> {
  const names = (await readdir(into)).filter((name) => backupName.test(name)).sort();
  const whole = names.filter((name) => !name.endsWith(unfinished));
  for (const name of whole.slice(0, -keep)) await rm(join(into, name), { recursive: true });
  for (const name of names.filter((one) => one.endsWith(unfinished))) {
    const { mtimeMs } = await stat(join(into, name));
    if (now - mtimeMs > day) await rm(join(into, name), { recursive: true });
  }
}
