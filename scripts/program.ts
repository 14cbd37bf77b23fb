import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { LogFile } from "./log-file.ts";
import { forTerminal, isForLog } from "./log-line.ts";
import { node, root } from "./places.ts";

/** sysexits.h EX_CONFIG: a program that exits with it will fail again in the same way, so it is not restarted. */
export const configurationError = 78;

const pausesSeconds = [1, 2, 5, 10];
const steadyAfterMs = 60_000;
const graceMs = 10_000;

export type Program = {
  readonly name: string;
  /** SIGTERM, and SIGKILL after ten seconds; resolves when the program is gone. */
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
};

export type ProgramOptions = {
  readonly name: string;
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logs: string;
  readonly say: (line: string) => void;
  /** The program refused its configuration; `lastWords` is its last line on standard error. */
  readonly onRefused: (lastWords: string) => void;
};

/** Starts a program and starts it again after a crash, with pauses that grow until it has run for a minute. */
export function startProgram(options: ProgramOptions): Program {
  const { name, say } = options;
  const log = new LogFile(join(options.logs, `${name}.log`));
  let child: ChildProcess;
  let stopping = false;
  let crashes = 0;
  let pause: NodeJS.Timeout | undefined;
  let gone = Promise.resolve();

  const launch = () => {
    const startedAt = performance.now();
    let lastWords = "";
    const guard = ["--import", join(root, "scripts/end-with-parent.mjs")];
    child = spawn(node, [...guard, "--disable-warning=ExperimentalWarning", join(root, options.file)], {
      cwd: root,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // A group of its own: Ctrl-C reaches it through the orderly stop below, not through the terminal.
      detached: process.platform !== "win32",
    });
    const take = (line: string, from: "stdout" | "stderr") => {
      if (isForLog(line, from)) log.append(`${name} ${line}\n`);
      const shown = forTerminal(name, line);
      if (shown) say(shown);
      return shown;
    };
    eachLine(child.stdout, (line) => void take(line, "stdout"));
    eachLine(child.stderr, (line) => {
      lastWords = take(line, "stderr") ?? lastWords;
    });
    gone = new Promise((resolve) => {
      child.once("error", (problem) => {
        lastWords = problem.message;
        resolve();
      });
      child.once("close", (code, signal) => {
        resolve();
        if (!stopping) ended(code, signal, performance.now() - startedAt, lastWords);
      });
    });
  };

  const ended = (code: number | null, signal: NodeJS.Signals | null, ranMs: number, lastWords: string) => {
    if (code === configurationError) {
      stopping = true;
      return options.onRefused(lastWords);
    }
    crashes = ranMs > steadyAfterMs ? 0 : crashes;
    const seconds = pausesSeconds[Math.min(crashes, pausesSeconds.length - 1)] ?? 10;
    crashes += 1;
    say(`${name} stopped by itself (${signal ?? `exit code ${code}`}); it starts again in ${seconds} s.`);
    pause = setTimeout(launch, seconds * 1000);
  };

  launch();
  return {
    name,
    stop: async () => {
      stopping = true;
      clearTimeout(pause);
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await gone;
      clearTimeout(patience);
    },
    kill: () => {
      stopping = true;
      clearTimeout(pause);
      child.kill("SIGKILL");
    },
  };
}

function eachLine(stream: Readable | null, take: (line: string) => unknown): void {
  if (stream) createInterface({ input: stream }).on("line", take);
}
