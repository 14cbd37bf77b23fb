import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartProblem } from "./start-problem.ts";

interface Owner {
  readonly pid: number;
  /** Since when the process runs, in clock ticks after boot; with the boot's own id, so that a number used again is told apart. */
  readonly since: string;
}

/** Takes a folder for this process alone; two writers would destroy each other's journal. Returns what gives it back. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "lock");
  const mine = JSON.stringify(ownerOf(process.pid));
  try {
    mkdirSync(folder, { recursive: true });
    const other = readOwner(path);
    if (other && other.pid !== process.pid && ownerOf(other.pid).since === other.since && isAlive(other.pid)) {
      throw new StartProblem(`The folder ${folder} is in use by another gateway (process ${other.pid}).`);
    }
    rmSync(path, { force: true });
    writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if (cause instanceof StartProblem) throw cause;
    throw new StartProblem(`The folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    });
  }
  return () => rmSync(path, { force: true });
}

function ownerOf(pid: number): Owner {
  // Field 22 of /proc/[pid]/stat, counted behind the program's name, which may hold spaces.
  const started =
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ")[19] ?? "";
  return { pid, since: `${read("/proc/sys/kernel/random/boot_id").trim()} ${started}` };
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(read(path));
  } catch {
    return undefined; // no lock, or one that was cut short
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // no such file, or a system without /proc
  }
}
