import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Influxd } from "../../support/influxd.ts";
import { freePort } from "../../support/ports.ts";
import { until } from "../../support/until.ts";
import { usageOf } from "../processes.ts";
import { flowOf, type Writing } from "./flow.ts";

/** Mosquitto → Node-RED → InfluxDB, each in its own process, on loopback and free ports. */
export class PeerStack {
  readonly mqttPort: number;
  readonly #influxd: Influxd;
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(mqttPort: number, influxd: Influxd, folder: string, processes: readonly ChildProcess[]) {
    this.mqttPort = mqttPort;
    this.#influxd = influxd;
    this.#folder = folder;
    this.#processes = processes;
  }

  static async start(writing: Writing): Promise<PeerStack> {
    const folder = await mkdtemp(join(tmpdir(), "plantroom-peers-"));
    const influxd = await Influxd.start();
    await influxd.tell('CREATE DATABASE "peers"');
    const mqttPort = await freePort();
    await writeFile(join(folder, "mosquitto.conf"), mosquitto(mqttPort));
    await writeFile(join(folder, "settings.js"), nodeRed);
    await writeFile(join(folder, "flows.json"), JSON.stringify(flowOf(writing, mqttPort, influxd.port)));
    const run = (file: string, args: string[]) => spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
    const broker = run("mosquitto", ["-c", join(folder, "mosquitto.conf")]);
    const red = join(import.meta.dirname, "node_modules/node-red/red.js");
    const flow = run(process.execPath, [
      red,
      "--userDir",
      folder,
      "--settings",
      join(folder, "settings.js"),
      "flows.json",
    ]);
    let output = "";
    flow.stdout.on("data", (text) => {
      output += text;
    });
    const stack = new PeerStack(mqttPort, influxd, folder, [broker, flow]);
    await until(
      "Node-RED",
      () => {
        if (flow.exitCode !== null) throw new Error(output);
        return /Connected to broker/.test(output);
      },
      60,
    ).catch((problem) => {
      console.error(output);
      throw problem;
    });
    return stack;
  }

  /** Messages in the store. */
  async stored(): Promise<number> {
    const answer = (await this.#influxd.tell("SELECT count(flow) FROM pump", "peers")) as Counted;
    return answer.results?.[0]?.series?.[0]?.values?.[0]?.[1] ?? 0;
  }

  /** CPU seconds and megabytes of broker and flow together. */
  async usage(): Promise<{ cpuSeconds: number; megabytes: number }> {
    const all = await Promise.all(this.#processes.map(({ pid }) => usageOf(pid)));
    return {
      cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      megabytes: all.reduce((sum, { megabytes }) => sum + megabytes, 0),
    };
  }

  async stop(): Promise<void> {
    for (const child of this.#processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await this.#influxd.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

interface Counted {
  readonly results?: readonly { series?: readonly { values?: readonly (readonly [string, number])[] }[] }[];
}

/** Without a bound on what waits, so that a slow flow loses nothing; in the default it would drop beyond 1,000. */
function mosquitto(port: number): string {
  return `listener ${port} 127.0.0.1
allow_anonymous true
persistence false
max_inflight_messages 1000
max_queued_messages 0
`;
}

const nodeRed = `module.exports = {
  httpAdminRoot: false,
  httpNodeRoot: false,
  uiPort: 0,
  uiHost: "127.0.0.1",
  credentialSecret: false,
  externalModules: { autoInstall: false },
  nodesDir: ${JSON.stringify(join(import.meta.dirname, "node_modules/node-red-contrib-influxdb"))},
  logging: { console: { level: "info", metrics: false, audit: false } },
};
`;
