import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";
import { Dashboards } from "./dashboards.ts";
import type { LoadResult } from "./load.ts";
import { usageOf } from "./processes.ts";

/**
 * `npm run bench -- [seconds] [rate]`: the whole product on loopback, the load in its own process: 1,000 pumps, 100 connections,
 * QoS 1, three values a message, the default rules on,
 * 20 dashboards that follow. Without a rate the gateway sets the pace.
 */
const seconds = Number(process.argv[2] ?? 30);
const rate = Number(process.argv[3] ?? 0);
const equipment = Array.from({ length: 1_000 }, (_, index) => `pump-${index}`);

const product = await Product.start();
try {
  const admin = await product.signIn("admin");
  await admin.call("POST /api/sites/import", { body: siteFile() });
  const { token } = await admin.call("POST /api/devices", { body: { username: "bench", grants: ["bench/*"] } });
  await until("account", async () => {
    const device = await product.device("bench", token);
    await device.endAsync();
    return true;
  });
  const dashboards = await Dashboards.open(product.url, admin.cookie, "bench", 20);
  const before = { gateway: await usageOf(product.pid("gateway")), server: await usageOf(product.pid("server")) };
  const load = {
    port: product.mqttPort,
    username: "bench",
    password: token,
    site: "bench",
    equipment,
    connections: 100,
    window: 32,
    rate,
    seconds,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, "load.ts"),
    JSON.stringify(load),
  ]);
  const result: LoadResult = JSON.parse(stdout);
  dashboards.close();
  const drainBegan = performance.now();
  const behind = (await admin.call("GET /api/system", {})).consumers;
  await until(
    "consumers at the journal's end",
    async () => (await admin.call("GET /api/system", {})).consumers.every((consumer) => consumer.behindBytes === 0),
    300,
  );
  const drained = (performance.now() - drainBegan) / 1_000;
  const after = { gateway: await usageOf(product.pid("gateway")), server: await usageOf(product.pid("server")) };
  const stored = (await admin.call("GET /api/system", {})).store.readings ?? Number.NaN;
  const perSecond = result.acknowledged / result.seconds;
  console.table({
    "acknowledged messages/s": round(perSecond),
    "readings/s": round(perSecond * 3),
    "publish→PUBACK p50 ms": round(result.p50),
    "publish→PUBACK p99 ms": round(result.p99),
    "publish→screen p50 ms": round(dashboards.age(0.5)),
    "publish→screen p99 ms": round(dashboards.age(0.99)),
    "stored readings": stored,
    lost: Math.max(0, result.acknowledged * 3 - stored),
    "drained after s": round(drained),
    "gateway CPU s per million": round(
      ((after.gateway.cpuSeconds - before.gateway.cpuSeconds) / result.acknowledged) * 1e6,
    ),
    "server CPU s per million": round(
      ((after.server.cpuSeconds - before.server.cpuSeconds) / result.acknowledged) * 1e6,
    ),
    "load CPU s per million": round((result.cpuSeconds / result.acknowledged) * 1e6),
    "gateway MB": round(after.gateway.megabytes),
    "server MB": round(after.server.megabytes),
  });
  for (const consumer of behind)
    console.log(`${consumer.name} was ${consumer.behindBytes} bytes behind when the load ended`);
  console.log(
    `whole path: ${round(result.acknowledged / (result.seconds + drained))} msg/s, acknowledged ${round(perSecond)} msg/s`,
  );
} finally {
  await product.stop();
}

function siteFile(): string {
  const rows = equipment.map(
    (id) => `    - { id: ${id}, type: pump, name: ${id}, attributes: { rated_current: 29, rated_power: 15 } }`,
  );
  return ["site: { id: bench, name: Bench, timeZone: UTC, clock: wall, currency: TWD }", "equipment:", ...rows].join(
    "\n",
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
