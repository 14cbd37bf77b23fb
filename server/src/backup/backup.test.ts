import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "../server.ts";
import { askServer } from "./ask-server.ts";
import type { Installation } from "./installation.ts";
import { type Manifest, manifestFile } from "./manifest.ts";
import { restoreBackup } from "./restore.ts";
import { takeBackup } from "./take.ts";

let folder: string;
let running: RunningServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plantroom-backup-"));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(folder, { recursive: true });
});

async function start(name: string): Promise<RunningServer> {
  running = await startServer({
    ...{ host: "127.0.0.1", port: 0, dataDirectory: join(folder, name), retentionDays: 400, demo: false },
    ...{ databaseUrl: "sqlite:", readingsUrl: "duckdb:", journalUrl: "file:" },
    logger: pino({ level: "silent" }),
  });
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

function installed(name: string, serverUrl = running?.url ?? "http://127.0.0.1:1"): Installation {
  const dataDirectory = join(folder, name);
  return {
    ...{ dataDirectory, serverUrl, journalFolder: join(dataDirectory, "journal") },
    databaseFile: join(dataDirectory, "operations.sqlite"),
    readingsFile: join(dataDirectory, "readings.duckdb"),
  };
}

let taken = 0;
const backups = () => join(folder, "backups");
const take = (installation: Installation, keep?: number) =>
  takeBackup(installation, backups(), { now: Date.UTC(2026, 0, 1) + taken++ * 1_000, version: "0.1.0", keep });

async function signsIn(url: string, { username, password }: { username: string; password: string }): Promise<number> {
  const headers = { "content-type": "application/json" };
  return (await fetch(`${url}/api/session`, { method: "POST", headers, body: JSON.stringify({ username, password }) }))
    .status;
}

function editManifest(backup: string, change: (manifest: Manifest) => object): void {
  const file = join(backup, manifestFile);
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")))));
}

describe("a backup", () => {
  test.each([["of the running server"], ["of its files when it does not run"]])(
    "%s starts again elsewhere",
    async (how) => {
      const { firstAdministrator } = await start("old");
      if (how.includes("files")) await stop();
      mkdirSync(join(folder, "old/photos"));
      writeFileSync(join(folder, "old/photos/1"), "picture");
      mkdirSync(join(folder, "old/logs"));
      const { folder: backup, running: wasRunning } = await take(installed("old"));
      expect(wasRunning).toBe(!how.includes("files"));
      await stop();
      await restoreBackup(join(backup, manifestFile), installed("new"));
      expect(readFileSync(join(folder, "new/photos/1"), "utf8")).toBe("picture");
      expect(existsSync(join(folder, "new/logs"))).toBe(false);
      const { url } = await start("new");
      expect(await signsIn(url, firstAdministrator ?? { username: "", password: "" })).toBe(200);
      expect(readFileSync(join(folder, "new/internal-secret"))).toEqual(
        readFileSync(join(folder, "old/internal-secret")),
      );
    },
  );

  test("holds secrets, and so is its owner's alone", async () => {
    await start("old");
    const { folder: backup } = await take(installed("old"));
    expect(statSync(backup).mode & 0o077).toBe(0);
    for (const name of ["operations.sqlite", "internal-secret", manifestFile]) {
      expect(statSync(join(backup, name)).mode & 0o077).toBe(0);
    }
  });

  test("leaves so many of the newest as it is told", async () => {
    await start("old");
    for (let i = 0; i < 4; i++) await take(installed("old"), 2);
    const names = readdirSync(backups());
    expect(names).toHaveLength(2);
    const { folder: newest } = await take(installed("old"), 1);
    expect(readdirSync(backups())).toEqual([newest.slice(backups().length + 1)]);
  });

  test("needs the secret of the data folder", async () => {
    const { url } = await start("old");
    await expect(askServer({ url, secret: "another" }, folder)).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("leaves nothing behind where it failed", async () => {
    await start("old");
    writeFileSync(backups(), "");
    await expect(take(installed("old"))).rejects.toMatchObject({ code: "backup-place-refused" });
    rmSync(backups());
    await expect(take({ ...installed("old"), databaseFile: join(folder, "none") })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(readdirSync(backups())).toEqual([]);
  });

  test("does not touch files that a server holds and cannot be asked for", async () => {
    await start("old");
    await expect(take(installed("old", "http://127.0.0.1:1"))).rejects.toThrow("in use by another Plantroom");
  });
});

describe("a restore refuses", () => {
  let backup: string;
  beforeEach(async () => {
    await start("old");
    backup = (await take(installed("old"))).folder;
    await stop();
  });
  const refused = async (code: string, path = backup) => {
    await expect(restoreBackup(path, installed("new"))).rejects.toMatchObject({ code });
  };
  const untouched = () => expect(existsSync(join(folder, "new"))).toBe(false);

  test("a file that is not what it was", async () => {
    const file = join(backup, "operations.sqlite");
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await refused("backup-damaged");
    untouched();
  });

  test("a file that is shorter, or missing", async () => {
    truncateSync(join(backup, "readings.duckdb"), 100);
    await refused("backup-damaged");
    rmSync(join(backup, "readings.duckdb"));
    await refused("backup-damaged");
    untouched();
  });

  test("what a newer Plantroom took", async () => {
    editManifest(backup, (manifest) => ({ ...manifest, migrations: [...manifest.migrations, "999-tomorrow"] }));
    await refused("backup-newer");
    editManifest(backup, () => ({ format: 2, plantroom: "9.0.0" }));
    await refused("backup-newer");
    untouched();
  });

  test("what is no backup, and one that was cut short", async () => {
    await refused("backup-unknown", folder);
    writeFileSync(join(backup, manifestFile), "{");
    await refused("backup-unknown");
    untouched();
  });

  test("a manifest that names files outside", async () => {
    editManifest(backup, ({ files, ...manifest }) => ({
      ...manifest,
      files: files.map((one) => ({ ...one, path: `../${one.path}` })),
    }));
    await refused("backup-damaged");
    untouched();
  });

  test("a folder where something stands", async () => {
    await expect(restoreBackup(backup, installed("old"))).rejects.toMatchObject({ code: "restore-target-not-empty" });
  });

  test("to leave half of itself behind", async () => {
    const target = { ...installed("new"), journalFolder: join(backup, manifestFile, "journal") };
    await expect(restoreBackup(backup, target)).rejects.toMatchObject({ code: "backup-place-refused" });
    expect(existsSync(join(folder, "new/operations.sqlite"))).toBe(false);
    expect(existsSync(join(folder, "new/restoring"))).toBe(false);
  });
});

test("nothing starts where a restore did not finish", async () => {
  await start("old");
  await stop();
  writeFileSync(join(folder, "old/restoring"), "");
  await expect(start("old")).rejects.toThrow("did not finish");
});
