import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Mode = "demo" | "production";

export type DataFolder = { readonly path: string; readonly release: () => void };

export type Refusal = { readonly refused: string };

/** Takes the folder for this process: writable, of the same mode as before, and used by no other Plantroom. */
export function claimDataFolder(path: string, mode: Mode): DataFolder | Refusal {
  try {
    mkdirSync(join(path, "logs"), { recursive: true });
  } catch (problem) {
    return notWritable(path, problem);
  }
  const other = mode === "demo" ? "production" : "demo";
  if (existsSync(join(path, `${other}.json`))) return { refused: wrongMode(path, mode) };
  const lock = join(path, "plantroom.lock");
  const mine = JSON.stringify(identify(process.pid));
  try {
    const holder = readLock(lock);
    if (holder && isAlive(holder)) {
      return {
        refused: `The data folder ${path} is in use by another Plantroom (process ${holder.pid}): stop it, or choose another folder with PLANTROOM_DATA_DIR.`,
      };
    }
    rmSync(lock, { force: true });
    writeFileSync(lock, mine, { flag: "wx" });
    const marker = join(path, `${mode}.json`);
    if (!existsSync(marker)) writeFileSync(marker, `${JSON.stringify({ madeAt: new Date().toISOString() })}\n`);
  } catch (problem) {
    return notWritable(path, problem);
  }
  return {
    path,
    release: () => {
      if (existsSync(lock) && readFileSync(lock, "utf8") === mine) rmSync(lock);
    },
  };
}

function wrongMode(path: string, mode: Mode): string {
  return mode === "demo"
    ? `The data folder ${path} belongs to a real installation, and demo mode does not touch it: set PLANTROOM_DEMO=0, or choose another folder with PLANTROOM_DATA_DIR.`
    : `The data folder ${path} was made by demo mode, whose passwords everybody knows: choose another folder with PLANTROOM_DATA_DIR.`;
}

function notWritable(path: string, problem: unknown): Refusal {
  const code = (problem as NodeJS.ErrnoException).code;
  return {
    refused: `The data folder ${path} cannot be written (${code}): make it writable, or choose another with PLANTROOM_DATA_DIR.`,
  };
}

/** A process number alone is used again after a restart, so the boot and the start time of the process go with it. */
type Holder = { readonly pid: number; readonly boot: string; readonly started: string };

function identify(pid: number): Holder {
  return { pid, boot: read("/proc/sys/kernel/random/boot_id").trim(), started: startTime(pid) };
}

/** Field 22 of /proc/[pid]/stat; counted after the program name, which may hold spaces. */
function startTime(pid: number): string {
  return (
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ")[19] ?? ""
  );
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return false;
  const now = identify(holder.pid);
  if (now.boot !== holder.boot || now.started !== holder.started) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readLock(lock: string): Holder | undefined {
  try {
    const { pid, boot, started } = JSON.parse(readFileSync(lock, "utf8"));
    return Number.isInteger(pid) ? { pid, boot, started } : undefined;
  } catch {
    return undefined; // no lock, or one cut short by a power failure
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // no /proc on this system, or no such process
  }
}
