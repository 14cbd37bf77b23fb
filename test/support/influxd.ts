import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./ports.ts";
import { until } from "./until.ts";

const unpacked = join(import.meta.dirname, "../../node_modules/.cache/plantroom/influxdb/usr/bin");

/** InfluxDB's server: PLANTROOM_INFLUXD, which `npm test` sets, else the one on the PATH, else what `npm test` once unpacked. */
export const influxdProgram =
  process.env.PLANTROOM_INFLUXD ||
  [...(process.env.PATH ?? "").split(delimiter), unpacked].map((folder) => join(folder, "influxd")).find(isExecutable);

if (!influxdProgram) {
  const sentence = "there is no InfluxDB here: the tests that need one are left out";
  if (process.env.CI) throw new Error(sentence);
  console.log(`skipped: ${sentence}`);
}

/** An InfluxDB 1.x of this test alone: its own port, its own folder, ended by its own process. */
export class Influxd {
  readonly #folder: string;
  readonly #config: string;
  #process: ChildProcess | undefined;
  readonly port: number;

  private constructor(folder: string, config: string, port: number) {
    this.#folder = folder;
    this.#config = config;
    this.port = port;
  }

  static async start({ withUsers = false } = {}): Promise<Influxd> {
    const folder = await mkdtemp(join(tmpdir(), "plantroom-influxd-"));
    const [port, backup] = [await freePort(), await freePort()];
    const config = join(folder, "influxdb.conf");
    await writeFile(config, configuration(folder, port, backup, withUsers));
    const server = new Influxd(folder, config, port);
    await server.start();
    return server;
  }

  /** `//127.0.0.1:{port}/{database}`, with who asks in front if need be. */
  place(database: string, who = ""): string {
    return `//${who === "" ? "" : `${who}@`}127.0.0.1:${this.port}/${database}`;
  }

  /** What the server answers to a statement of InfluxQL. */
  async tell(q: string, db = ""): Promise<unknown> {
    const body = new URLSearchParams({ q, db, epoch: "ms" });
    const response = await fetch(`http://127.0.0.1:${this.port}/query`, { method: "POST", body });
    return response.json();
  }

  async start(): Promise<void> {
    const output: string[] = [];
    const child = spawn(influxdProgram ?? "influxd", ["-config", this.#config], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process = child;
    child.stderr.on("data", (text) => output.push(String(text)));
    let failure: Error | undefined;
    child.once("error", (problem) => {
      failure = problem;
    });
    await until("influxd", async () => {
      if (failure || child.exitCode !== null) throw failure ?? new Error(output.join(""));
      return fetch(`http://127.0.0.1:${this.port}/ping`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
  }

  async halt(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /** What it takes on the disk; its own files are longer than what they hold. */
  async bytes(): Promise<number> {
    await this.halt();
    const files = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    const sizes = files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(join(file.parentPath, file.name))).blocks * 512);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  async stop(): Promise<void> {
    await this.halt("SIGKILL");
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function configuration(folder: string, port: number, backup: number, withUsers: boolean): string {
  return `
reporting-disabled = true
bind-address = "127.0.0.1:${backup}"
[meta]
  dir = "${join(folder, "meta")}"
[data]
  dir = "${join(folder, "data")}"
  wal-dir = "${join(folder, "wal")}"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
  auth-enabled = ${withUsers}
[monitor]
  store-enabled = false
[continuous_queries]
  enabled = false
`;
}
