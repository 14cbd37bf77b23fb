import { setTimeout as sleep } from "node:timers/promises";
import { Product } from "../support/product.ts";
import { prepare, pumps, site } from "./estate.ts";
import { usageOf } from "./processes.ts";
import { runLoad, spawned } from "./spawned.ts";
import type { StormResult } from "./storm.ts";

/** Times in milliseconds. */
export interface StormFigures {
  readonly devices: number;
  readonly connected: number;
  readonly allConnectedAfter: number;
  /** Publish to PUBACK of 100 devices that were there before, meanwhile. */
  readonly othersP99: number;
  readonly kilobytesPerIdleDevice: number;
}

const devices = 5_000;

/** Thousands of devices that connect at once, beside a hundred that publish a thousand messages a second. */
export async function runStorm(): Promise<StormFigures> {
  const product = await Product.start();
  try {
    const password = await prepare(product, await product.signIn("admin"));
    const account = { port: product.mqttPort, username: site, password };
    const publishing = runLoad({
      ...account,
      ...{ site, equipment: pumps, connections: 100, window: 512, rate: 1_000, seconds: 25 },
    });
    await sleep(5_000);
    const before = await usageOf(product.pid("gateway"));
    const storm = spawned<StormResult>("storm.ts", { ...account, devices, idleSeconds: 15 });
    const others = await publishing;
    await sleep(2_000);
    const during = await usageOf(product.pid("gateway"));
    const result = await storm;
    return {
      devices,
      connected: result.connected,
      allConnectedAfter: result.last,
      othersP99: others.p99,
      kilobytesPerIdleDevice: ((during.megabytes - before.megabytes) * 1_024) / devices,
    };
  } finally {
    await product.stop();
  }
}
