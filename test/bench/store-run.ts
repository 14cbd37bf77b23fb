import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "../support/client.ts";
import { Influxd } from "../support/influxd.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";
import { Dashboards } from "./dashboards.ts";
import { prepare, pumps, site } from "./estate.ts";
import type { Load, LoadResult } from "./load.ts";
import { Probe } from "./probe.ts";
import { usageOf } from "./processes.ts";
import { runLoad } from "./spawned.ts";

export type StoreName = "memory" | "duckdb" | "influxdb";

/** What one store gave; rates in messages of three readings a second, times in milliseconds. */
export interface StoreFigures {
  readonly store: StoreName;
  /** Kept for `seconds` with both consumers within `mostLagMs` at the end, and nothing lost. */
  readonly sustained: number;
  readonly seconds: number;
  readonly lost: number;
  /** As fast as it acknowledges, with 100 and with 2,000 connections, for a shorter time. */
  readonly acknowledged100: number;
  readonly acknowledged2000: number;
  readonly pubackP50: number;
  readonly pubackP99: number;
  /** At half of the sustained rate. */
  readonly half: {
    readonly pubackP50: number;
    readonly pubackP99: number;
    readonly storedP50: number;
    readonly storedP99: number;
    readonly screenP50: number;
    readonly screenP99: number;
    readonly alarmP95: number;
    readonly probesMissed: number;
  };
  readonly gatewayCpuPerMillion: number;
  readonly serverCpuPerMillion: number;
  readonly loadCpuPerMillion: number;
  readonly gatewayMegabytes: number;
  readonly serverMegabytes: number;
  readonly bytesPerReading: number;
}

const screens = 20;
const shortSeconds = 15;
/** Consumers that are no further behind than this at the end keep up. */
const mostLagMs = 3_000;
/** Steps down from what the whole path took in the short run. */
const steps = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.4];
const readingsPerMessage = 3;

export async function runStore(store: StoreName, seconds: number): Promise<StoreFigures> {
  const influxd = store === "influxdb" ? await Influxd.start() : undefined;
  const url = influxd ? `influxdb:${influxd.place("bench")}` : `${store}:`;
  if (influxd) await influxd.tell('CREATE DATABASE "bench"');
  const product = await Product.start(["gateway", "server"], undefined, { PLANTROOM_READINGS_URL: url });
  try {
    const admin = await product.signIn("admin");
    const token = await prepare(product, admin);
    const dashboards = await Dashboards.open(product.url, admin.cookie, site, screens);
    const run = new Run(product, admin, dashboards, token);
    const first = await run.saturated(100, shortSeconds);
    const many = await run.saturated(2_000, shortSeconds);
    const best = await run.sustained(first.wholePath, seconds);
    const half = await run.half((best.rate || first.wholePath) / 2, Math.min(seconds, 30));
    dashboards.close();
    const lost = run.acknowledged * readingsPerMessage + run.probed - (await run.stored());
    const stored = await run.stored();
    const bytes = store === "duckdb" ? await run.bytes() : ((await influxd?.bytes()) ?? Number.NaN);
    return {
      store,
      sustained: best.rate,
      seconds,
      lost: Math.max(0, lost),
      acknowledged100: first.acknowledged,
      acknowledged2000: many.acknowledged,
      pubackP50: best.result.p50,
      pubackP99: best.result.p99,
      half,
      ...best.cost,
      bytesPerReading: bytes / stored,
    };
  } finally {
    await product.stop();
    await influxd?.stop();
  }
}

class Run {
  readonly #product: Product;
  readonly #admin: Client;
  readonly #dashboards: Dashboards;
  readonly #token: string;
  acknowledged = 0;
  /** Readings of probes. */
  probed = 0;

  constructor(product: Product, admin: Client, dashboards: Dashboards, token: string) {
    this.#product = product;
    this.#admin = admin;
    this.#dashboards = dashboards;
    this.#token = token;
  }

  /** As fast as it acknowledges; `wholePath` counts the time until everything is judged and stored. */
  async saturated(connections: number, seconds: number) {
    const begun = performance.now();
    const result = await this.#load({ connections, seconds, rate: 0, window: connections > 1_000 ? 4 : 32 });
    await this.#drained();
    const connecting = 1_000; // the load's start, which is not the product's time
    const took = Math.max(result.seconds, (performance.now() - begun - connecting) / 1_000);
    return { acknowledged: result.acknowledged / result.seconds, wholePath: result.acknowledged / took };
  }

  /** The highest of a few rates, from the given one down, that is kept up to the end; 0 when none is. */
  async sustained(from: number, seconds: number) {
    for (const step of steps) {
      const before = await this.#usage();
      const asked = from * step;
      const result = await this.#load({ connections: 100, seconds, rate: asked, window: 512 });
      const lag = Math.max(this.#dashboards.lag.history, this.#dashboards.lag.judge);
      const after = await this.#usage();
      await this.#drained();
      const reached = result.acknowledged / result.seconds;
      console.log(`  asked ${round(asked)} msg/s, got ${round(reached)}, behind by ${round(lag)} ms at the end`);
      const isKept = reached >= asked * 0.98 && lag <= mostLagMs;
      if (!isKept && step !== steps.at(-1)) continue;
      const perMillion = (cpu: number) => (cpu / result.acknowledged) * 1e6;
      const cost = {
        gatewayCpuPerMillion: perMillion(after.gateway.cpuSeconds - before.gateway.cpuSeconds),
        serverCpuPerMillion: perMillion(after.server.cpuSeconds - before.server.cpuSeconds),
        loadCpuPerMillion: perMillion(result.cpuSeconds),
        gatewayMegabytes: after.gateway.megabytes,
        serverMegabytes: after.server.megabytes,
      };
      return { rate: isKept ? reached : 0, result, cost };
    }
    throw new Error("there are no steps");
  }

  async half(rate: number, seconds: number): Promise<StoreFigures["half"]> {
    const probe = new Probe(await this.#product.device(site, this.#token), this.#admin, this.#dashboards);
    const [result] = await Promise.all([
      this.#load({ connections: 100, seconds, rate, window: 512 }),
      probe.run(seconds),
    ]);
    await this.#drained();
    this.probed += probe.sent;
    return {
      pubackP50: result.p50,
      pubackP99: result.p99,
      storedP50: probe.stored.quantile(0.5),
      storedP99: probe.stored.quantile(0.99),
      screenP50: this.#dashboards.screen.quantile(0.5),
      screenP99: this.#dashboards.screen.quantile(0.99),
      alarmP95: probe.alarm.quantile(0.95),
      probesMissed: probe.missed,
    };
  }

  async stored(): Promise<number> {
    return (await this.#admin.call("GET /api/system", {})).store.readings ?? Number.NaN;
  }

  /** Of the embedded store's file, once the server has closed it. */
  async bytes(): Promise<number> {
    await this.#product.end("server", "SIGTERM");
    const files = await readdir(this.#product.dataDirectory);
    const sizes = files
      .filter((file) => file.startsWith("readings.duckdb"))
      .map(async (file) => (await stat(join(this.#product.dataDirectory, file))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  async #load(part: Pick<Load, "connections" | "seconds" | "rate" | "window">): Promise<LoadResult> {
    const { mqttPort: port } = this.#product;
    const result = await runLoad({
      port,
      username: site,
      password: this.#token,
      site,
      equipment: pumps,
      ...part,
    });
    this.acknowledged += result.acknowledged;
    return result;
  }

  async #usage() {
    return {
      gateway: await usageOf(this.#product.pid("gateway")),
      server: await usageOf(this.#product.pid("server")),
    };
  }

  async #drained(): Promise<void> {
    await until(
      "consumers at the journal's end",
      async () =>
        (await this.#admin.call("GET /api/system", {})).consumers.every(({ behindBytes }) => behindBytes === 0),
      300,
    );
  }
}

export function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value;
}
