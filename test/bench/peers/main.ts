import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { pumps, site } from "../estate.ts";
import { runLoad } from "../spawned.ts";
import { round, runStore, type StoreFigures } from "../store-run.ts";
import type { Writing } from "./flow.ts";
import { PeerStack } from "./stack.ts";

/**
 * `npm run bench:peers -- [--seconds 30] [--ours bench.json]`: the load of `npm run bench` into Mosquitto → Node-RED → InfluxDB, and the
 * ratio to ours. Takes our figures from the file of a run just before, or measures them first.
 */
const { values: options } = parseArgs({
  options: { seconds: { type: "string", default: "30" }, ours: { type: "string", default: "bench.json" } },
});
const seconds = Number(options.seconds);
/** A flow that is no further behind than this when the load ends keeps up. */
const mostBehindSeconds = 3;
/** Without news from the store for so long, nothing more comes. */
const quietMs = 5_000;
/** Messages a second with which the search begins; doubled until the flow is left behind. */
const firstRate: Readonly<Record<Writing, number>> = { each: 250, batched: 4_000 };
const searchSeconds = 8;
/** Halvings between a rate that was kept and one that was not. */
const halvings = 3;

interface PeerFigures {
  readonly sustained: number;
  readonly lost: number;
  readonly cpuPerMillion: number;
  readonly megabytes: number;
}

if (!existsSync(join(import.meta.dirname, "node_modules"))) {
  const answer = spawnSync("npm", ["ci", "--ignore-scripts"], { cwd: import.meta.dirname, stdio: "inherit" });
  if (answer.status !== 0) throw new Error("npm ci failed: its message stands above");
}
const found = await ours();
const batched = await measure("batched");
const each = await measure("each");
const row = (one: PeerFigures) => ({
  "messages/s": round(one.sustained),
  lost: one.lost,
  "CPU s per million": round(one.cpuPerMillion),
  "RSS MB": round(one.megabytes),
});
console.table({
  ...Object.fromEntries(
    found.map((one) => [
      `Plantroom, ${one.store}`,
      {
        "messages/s": round(one.sustained),
        lost: one.lost,
        "CPU s per million": round(one.gatewayCpuPerMillion + one.serverCpuPerMillion),
        "RSS MB": round(one.gatewayMegabytes + one.serverMegabytes),
      },
    ]),
  ),
  "Mosquitto → Node-RED → InfluxDB, batched": row(batched),
  "Mosquitto → Node-RED → InfluxDB, write per message": row(each),
});
for (const one of found) {
  const times = (peer: PeerFigures) => `${round(one.sustained / peer.sustained)} times`;
  console.log(`${one.store}: ${times(batched)} batched Node-RED, ${times(each)} its write-per-message flow`);
}

async function ours(): Promise<readonly StoreFigures[]> {
  const text = await readFile(options.ours, "utf8").catch(() => undefined);
  const stores: readonly StoreFigures[] = text === undefined ? [] : JSON.parse(text).stores;
  const known = stores.filter(({ store }) => store !== "memory");
  return known.length > 0 ? known : [await runStore("duckdb", seconds), await runStore("influxdb", seconds)];
}

/** The highest rate at which all is stored soon after the load: found in short runs, then held for the full time. */
async function measure(writing: Writing): Promise<PeerFigures> {
  console.log(`Node-RED, ${writing}…`);
  let kept = 0;
  let left = firstRate[writing];
  while ((await isKept(writing, left, searchSeconds)).kept) {
    kept = left;
    left *= 2;
  }
  for (let i = 0; i < halvings; i++) {
    const middle = (kept + left) / 2;
    if ((await isKept(writing, middle, searchSeconds)).kept) kept = middle;
    else left = middle;
  }
  for (const rate of [kept, kept * 0.9, kept * 0.8, kept * 0.7, kept * 0.5]) {
    const found = await isKept(writing, rate, seconds);
    if (found.kept) return found;
  }
  throw new Error(`Node-RED, ${writing}: no rate was kept up`);
}

async function isKept(writing: Writing, rate: number, loadSeconds: number) {
  const found = await load(writing, rate, loadSeconds);
  const kept = found.lost === 0 && found.behind <= mostBehindSeconds && found.sustained >= rate * 0.98;
  console.log(`  ${round(rate)} msg/s: all stored ${round(found.behind)} s after the load, lost ${found.lost}`);
  return { ...found, kept };
}

async function load(writing: Writing, rate: number, loadSeconds: number) {
  const stack = await PeerStack.start(writing);
  try {
    const before = await stack.usage();
    const result = await runLoad({
      ...{ port: stack.mqttPort, username: "anyone", password: "", site, equipment: pumps },
      ...{ connections: 100, window: 512, rate, seconds: loadSeconds },
    });
    const ended = performance.now();
    let stored = await stack.stored();
    let last = ended;
    while (stored < result.acknowledged && performance.now() - last < quietMs) {
      await sleep(100);
      const now = await stack.stored();
      if (now > stored) last = performance.now();
      stored = now;
    }
    const after = await stack.usage();
    const behind = (last - ended) / 1_000;
    return {
      sustained: result.acknowledged / result.seconds,
      behind,
      lost: result.acknowledged - stored,
      cpuPerMillion: ((after.cpuSeconds - before.cpuSeconds) / stored) * 1e6,
      megabytes: after.megabytes,
    };
  } finally {
    await stack.stop();
  }
}
