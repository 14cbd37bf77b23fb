import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { influxdProgram } from "../support/influxd.ts";
import { aedesAlone, gatewayAlone, journalAlone } from "./limits.ts";
import { round, runStore, type StoreFigures, type StoreName } from "./store-run.ts";
import { runStorm } from "./storm-run.ts";

/**
 * `npm run bench -- [--seconds 60] [--stores memory,duckdb,influxdb] [--only stores|limits|storm] [--json FILE]`: the whole product on
 * loopback, the load in its own process: 1,000 pumps, 100 and 2,000 connections, QoS 1, three values a message, the default rules on,
 * 20 dashboards that follow. The memory store runs a quarter of the time: it holds everything.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    stores: { type: "string", default: "memory,duckdb,influxdb" },
    only: { type: "string", default: "" },
    json: { type: "string", default: "bench.json" },
  },
});
const seconds = Number(options.seconds);
const asked = options.stores.split(",") as StoreName[];
const wants = (part: string) => options.only === "" || options.only === part;
const limitSeconds = Math.min(15, seconds);

const stores: StoreFigures[] = [];
if (wants("stores")) {
  for (const store of asked) {
    if (store === "influxdb" && !influxdProgram) continue;
    console.log(`${store}…`);
    stores.push(await runStore(store, store === "memory" ? Math.ceil(seconds / 4) : seconds));
  }
}
const limits = wants("limits")
  ? {
      aedesAlone: await aedesAlone(limitSeconds),
      journalAlone: await journalAlone(limitSeconds),
      gatewayAlone: await gatewayAlone(limitSeconds),
    }
  : undefined;
const storm = wants("storm") ? await runStorm() : undefined;

if (stores.length > 0) console.table(columns());
if (limits) {
  console.table({
    "aedes alone, nothing durable: messages/s": round(limits.aedesAlone),
    "journal alone, no MQTT: messages/s": round(limits.journalAlone),
    "gateway alone, nobody reads: messages/s": round(limits.gatewayAlone),
  });
}
if (storm) console.table(rounded(storm));
await writeFile(
  options.json,
  `${JSON.stringify({ at: new Date(), cores: cpus().length, stores, limits, storm }, null, 2)}\n`,
);
const sustained = (name: StoreName) => {
  const found = stores.find(({ store }) => store === name);
  return found ? `${name} ${Math.round(found.sustained)} msg/s` : `${name} not run`;
};
const lost = stores.reduce((sum, one) => sum + one.lost, 0);
console.log(`sustained: ${sustained("duckdb")}, ${sustained("influxdb")}, lost ${lost}`);

function columns(): Record<string, Record<string, number>> {
  const rows: Record<string, (one: StoreFigures) => number> = {
    "sustained messages/s": (one) => one.sustained,
    "for seconds": (one) => one.seconds,
    "readings lost": (one) => one.lost,
    "acknowledged/s, 100 connections": (one) => one.acknowledged100,
    "acknowledged/s, 2,000 connections": (one) => one.acknowledged2000,
    "publish→PUBACK p50 ms": (one) => one.pubackP50,
    "publish→PUBACK p99 ms": (one) => one.pubackP99,
    "at half: publish→PUBACK p50 ms": ({ half }) => half.pubackP50,
    "at half: publish→PUBACK p99 ms": ({ half }) => half.pubackP99,
    "at half: publish→stored p50 ms": ({ half }) => half.storedP50,
    "at half: publish→stored p99 ms": ({ half }) => half.storedP99,
    "at half: publish→screen p50 ms": ({ half }) => half.screenP50,
    "at half: publish→screen p99 ms": ({ half }) => half.screenP99,
    "at half: breach→alarm row p95 ms": ({ half }) => half.alarmP95,
    "at half: probes that never arrived": ({ half }) => half.probesMissed,
    "CPU s per million messages: gateway": (one) => one.gatewayCpuPerMillion,
    "CPU s per million messages: server": (one) => one.serverCpuPerMillion,
    "CPU s per million messages: load": (one) => one.loadCpuPerMillion,
    "RSS MB: gateway": (one) => one.gatewayMegabytes,
    "RSS MB: server": (one) => one.serverMegabytes,
    "bytes per reading": (one) => one.bytesPerReading,
  };
  return Object.fromEntries(
    Object.entries(rows).map(([name, of]) => [
      name,
      Object.fromEntries(stores.map((one) => [one.store, round(of(one))])),
    ]),
  );
}

function rounded(figures: object): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(Number(value))]));
}
