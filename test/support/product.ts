import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { Client } from "./client.ts";
import { freePort } from "./ports.ts";
import { until } from "./until.ts";

const root = join(import.meta.dirname, "../..");

type Program = "gateway" | "server" | "simulators";

/** The programs as a user runs them: their own processes, a data folder of their own, loopback and free ports. */
export class Product {
  readonly dataDirectory: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly #running = new Map<Program, ChildProcess>();
  readonly #clients: MqttClient[] = [];
  readonly #environment: Readonly<Record<string, string>>;
  #output = "";

  private constructor(
    dataDirectory: string,
    httpPort: number,
    mqttPort: number,
    environment: Readonly<Record<string, string>>,
  ) {
    this.dataDirectory = dataDirectory;
    this.httpPort = httpPort;
    this.mqttPort = mqttPort;
    this.#environment = environment;
  }

  /** In a new data folder, or in one that is there; when it stops the folder goes. `environment` comes on top of the usual. */
  static async start(
    programs: readonly Program[] = ["gateway", "server"],
    folder?: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Product> {
    const dataDirectory = folder ?? (await mkdtemp(join(tmpdir(), "plantroom-test-")));
    const product = new Product(dataDirectory, await freePort(), await freePort(), environment);
    for (const program of programs) product.run(program);
    await product.ready();
    return product;
  }

  get url(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  /** What the programs printed so far, for a failing test to show. */
  get output(): string {
    return this.#output;
  }

  run(program: Program): void {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(root, program, "src/main.ts")],
      {
        cwd: root,
        env: {
          ...process.env,
          PLANTROOM_DATA_DIR: this.dataDirectory,
          PLANTROOM_HTTP_PORT: String(this.httpPort),
          PLANTROOM_MQTT_PORT: String(this.mqttPort),
          PLANTROOM_HOST: "127.0.0.1",
          PLANTROOM_DEMO: "1",
          ...this.#environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const keep = (text: Buffer) => {
      this.#output = `${this.#output}${text}`.slice(-20_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    this.#running.set(program, child);
  }

  async ready(): Promise<void> {
    try {
      await until("ready", async () => (await fetch(`${this.url}/readyz`)).ok, 60);
    } catch (problem) {
      console.error(this.#output);
      throw problem;
    }
  }

  pid(program: Program): number | undefined {
    return this.#running.get(program)?.pid;
  }

  /** Ends one program, by default as a crash would; answers its exit code, null when the signal itself ended it. */
  async end(program: Program, signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
    const child = this.#running.get(program);
    this.#running.delete(program);
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    child.kill(signal);
    await once(child, "exit");
    return child.exitCode;
  }

  signIn(username: string, password = username): Promise<Client> {
    return Client.signIn(this.url, username, password);
  }

  async device(username = "demo", password = "demo"): Promise<MqttClient> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${this.mqttPort}`, {
      username,
      password,
      protocolVersion: 4,
      reconnectPeriod: 100,
    });
    this.#clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.endAsync(true)));
    for (const program of ["simulators", "server", "gateway"] as const) await this.end(program, "SIGTERM");
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}
