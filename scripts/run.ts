import { type ChildProcess, spawn } from "node:child_process";
import { toolEnvironment } from "./places.ts";

export type Outcome = {
  /** The exit code; 1 when a signal ended it or it could not be started. */
  readonly code: number;
  readonly output: string;
};

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  /** Shows the output as it comes, besides returning it. */
  readonly show?: boolean;
};

const windows = process.platform === "win32";

/** Runs a command in a process group of its own; an abort ends the whole group, grandchildren included. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    if (options.signal?.aborted) return resolve({ code: 1, output: "Not run: time is up.\n" });
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...toolEnvironment(), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: !windows,
    });
    const chunks: Buffer[] = [];
    const take = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      chunks.push(chunk);
      if (options.show) to.write(chunk);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    const abort = () => endGroup(child);
    options.signal?.addEventListener("abort", abort, { once: true });
    const finish = (code: number, note = "") => {
      options.signal?.removeEventListener("abort", abort);
      resolve({ code, output: Buffer.concat(chunks).toString() + note });
    };
    child.on("error", (problem) => finish(1, `${problem.message}\n`));
    child.on("close", (code, signal) => finish(code ?? 1, signal ? `Ended by ${signal}.\n` : ""));
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(windows ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // the group is gone already
  }
}
