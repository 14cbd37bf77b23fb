import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unfinishedRestore } from "@plantroom/model/journal/place.ts";
import { CannotStart } from "./cannot-start.ts";

const marks = { demo: "demo.json", production: "production.json" } as const;

/** Makes the folder, and marks it with the mode that it then keeps for ever. Throws `CannotStart` when it will not do. */
export function claimDataFolder(folder: string, demo: boolean): void {
  const mode = demo ? "demo" : "production";
  if (existsSync(join(folder, unfinishedRestore))) {
    throw new CannotStart(`A restore into ${folder} did not finish: empty the folder and restore the backup again.`);
  }
  const other = demo ? "production" : "demo";
  if (existsSync(join(folder, marks[other]))) {
    throw new CannotStart(
      demo
        ? `The data folder ${folder} belongs to a real installation, and demo mode does not touch it: set PLANTROOM_DEMO=0, or choose another folder with PLANTROOM_DATA_DIR.`
        : `The data folder ${folder} was made by demo mode, whose passwords everybody knows: choose another folder with PLANTROOM_DATA_DIR.`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
    const probe = join(folder, `.write-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
    const mark = join(folder, marks[mode]);
    if (!existsSync(mark)) writeFileSync(mark, `${JSON.stringify({ madeAt: new Date().toISOString() })}\n`);
  } catch (problem) {
    const code = problem instanceof Error && "code" in problem ? String(problem.code) : String(problem);
    throw new CannotStart(
      `The data folder ${folder} cannot be written (${code}): make it writable, or choose another with PLANTROOM_DATA_DIR.`,
      { cause: problem },
    );
  }
}

/** Demo mode has passwords that everybody knows. Throws `CannotStart` for an address that others can reach. */
export function checkHost(host: string, demo: boolean): void {
  const loopback = host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
  if (demo && !loopback) {
    throw new CannotStart(
      `Demo mode has passwords that everybody knows, so it listens on this machine only (127.0.0.1), not on ${host}: unset PLANTROOM_HOST, or set PLANTROOM_DEMO=0.`,
    );
  }
}
