import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { consumerFile, decodeFrame, formatPosition, segmentPosition } from "@plantroom/model/journal/frame.ts";
import mqtt from "mqtt";
import { describe, expect, test } from "vitest";
import type { FailingGateway } from "../support/failing-gateway.ts";
import { freePort } from "../support/ports.ts";
import { Dice, rounds } from "../support/seed.ts";
import { until } from "../support/until.ts";

type Failpoint = NonNullable<FailingGateway["failpoint"]>;

const program = join(import.meta.dirname, "../support/failing-gateway.ts");
const topic = "plantroom/harbour-court/booster-p1/readings";
/** Small, so that segments are begun and dropped all the time. */
const segmentBytes = 20_000;
const maxBytes = 60_000;

const steps: readonly (readonly [string, Pick<Failpoint, "step" | "when">, most: number])[] = [
  ["before a commit is written", { step: "write", when: "before" }, 60],
  ["half way through a commit", { step: "write", when: "half" }, 60],
  ["after a commit was written, before its sync", { step: "write", when: "after" }, 60],
  ["in the sync of a commit", { step: "sync", when: "before" }, 60],
  ["after the sync, before the acknowledgement", { step: "sync", when: "after" }, 60],
  ["before a segment is begun", { step: "open", when: "before" }, 3],
  ["after a segment was begun, before its name is durable", { step: "open", when: "after" }, 3],
  ["before the folder is synced", { step: "sync-folder", when: "before" }, 3],
  ["after the folder was synced", { step: "sync-folder", when: "after" }, 3],
  ["before a segment is dropped", { step: "remove", when: "before" }, 2],
  ["after a segment was dropped", { step: "remove", when: "after" }, 2],
  ["before a torn tail is cut at the next start", { step: "truncate", when: "before" }, 0],
  ["after a torn tail was cut at the next start", { step: "truncate", when: "after" }, 0],
  ["before the journal is named", { step: "put", when: "before" }, 0],
  ["after the journal was named", { step: "put", when: "after" }, 0],
];

describe("R2: kill -9 within each step of the journal", () => {
  test.each(steps)("%s", async (what, point, most) => {
    const dice = new Dice();
    const each = Math.max(2, Math.round(rounds / 5));
    let kills = 0;
    let total = 0;
    for (let round = 0; round < each; round++) {
      const trial = new Trial(await mkdtemp(join(tmpdir(), "plantroom-failpoint-")), await freePort());
      try {
        if (point.step === "truncate") await trial.run({ step: "write", when: "half", count: dice.between(0, 60) });
        await trial.run({ ...point, count: dice.between(0, most) });
        kills += Number(trial.wasKilled);
        await trial.read();
        await trial.run();
        await trial.read();
        const lost = [...trial.acknowledged].filter((seq) => !trial.journalled.has(seq));
        expect(lost).toEqual([]);
        expect(trial.outOfOrder).toEqual([]);
        total += trial.acknowledged.size;
      } finally {
        await rm(trial.folder, { recursive: true, force: true });
      }
    }
    console.log(`R2 seed ${dice.seed}, ${what}: ${kills} kills in ${each} rounds, ${total} acknowledged, 0 lost`);
    expect(kills).toBe(each);
  });
});

/** One data folder: gateways that run in it one after the other, a device that sends, and a consumer that reads. */
class Trial {
  readonly folder: string;
  readonly #port: number;
  readonly acknowledged = new Set<number>();
  /** What the consumer has read, by `seq`, in the order of the journal. */
  readonly journalled = new Map<number, number>();
  readonly outOfOrder: number[] = [];
  wasKilled = false;
  #seq = 0;
  #read = 0;
  #newest = -1;

  constructor(folder: string, port: number) {
    this.folder = folder;
    this.#port = port;
  }

  /** Publishes until the gateway dies, or, without a failpoint, until some messages more are acknowledged. */
  async run(failpoint?: Failpoint): Promise<void> {
    const options = { dataDirectory: this.folder, port: this.#port, segmentBytes, maxBytes, failpoint };
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, JSON.stringify(options)]);
    let exited = false;
    child.once("exit", () => {
      exited = true;
    });
    let device: mqtt.MqttClient | undefined;
    try {
      await until("listening", () => heard(child) || exited);
      if (exited) return;
      device = mqtt.connect(`mqtt://127.0.0.1:${this.#port}`, {
        ...{ username: "pump", password: "pump", protocolVersion: 4, reconnectPeriod: 50, queueQoSZero: false },
      });
      device.on("error", () => undefined);
      const enough = this.acknowledged.size + 40;
      const begun = performance.now();
      while (!exited && (failpoint || this.acknowledged.size < enough) && performance.now() - begun < 30_000) {
        for (let i = 0; i < 5 && !exited; i++) this.#publish(device);
        await new Promise((resolve) => setTimeout(resolve, 4));
        await this.read();
      }
    } finally {
      this.wasKilled = child.signalCode === "SIGKILL";
      device?.end(true);
      if (!exited) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    }
  }

  #publish(device: mqtt.MqttClient): void {
    if (!device.connected) return;
    const seq = this.#seq++;
    const payload = JSON.stringify({ seq, values: { run_hours: seq, mode: "auto", current: (seq % 80) / 8 } });
    device.publish(topic, payload, { qos: 1 }, (problem) => {
      if (!problem) this.acknowledged.add(seq);
    });
  }

  /** Reads what whole frames there are, and publishes how far it has come, as a consumer does. */
  async read(): Promise<void> {
    const folder = join(this.folder, "journal");
    const names = await readdir(folder).catch(() => []);
    for (const name of names.sort()) {
      const start = segmentPosition(name);
      if (start === undefined) continue;
      const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
      for (let offset = 0; offset < bytes.length; ) {
        const decoded = decodeFrame(bytes, offset, crc32);
        if (decoded.outcome !== "frame") break;
        if (start + offset >= this.#read) {
          for (const entry of decoded.entries) {
            if (entry.kind !== "samples") continue;
            const [, , seq] = entry.samples.find(([point]) => point === "run_hours") ?? [];
            this.#take(Number(seq));
          }
          this.#read = start + offset + decoded.bytes;
        }
        offset += decoded.bytes;
      }
    }
    await mkdir(join(folder, "consumers"), { recursive: true });
    for (const consumer of ["judge", "historian"] as const) {
      await writeFile(join(folder, consumerFile(consumer)), formatPosition(this.#read));
    }
  }

  /** A first time is out of order when a later message of the same connection stands before it. */
  #take(seq: number): void {
    const before = this.journalled.get(seq) ?? 0;
    this.journalled.set(seq, before + 1);
    if (before === 0 && seq < this.#newest) this.outOfOrder.push(seq);
    this.#newest = Math.max(this.#newest, seq);
  }
}

const heardFrom = new WeakMap<ChildProcess, { text: string }>();
function heard(child: ChildProcess): boolean {
  const known = heardFrom.get(child);
  if (known) return known.text.includes("listening");
  const keeping = { text: "" };
  heardFrom.set(child, keeping);
  child.stdout?.on("data", (data) => {
    keeping.text += String(data);
  });
  return false;
}
