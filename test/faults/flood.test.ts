import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { addFaultSite, faultSite } from "../support/fault-site.ts";
import { Product } from "../support/product.ts";
import { passed } from "../support/stored.ts";
import { until } from "../support/until.ts";

const trips = 5_000;
const withinMs = 10_000;
const connections = 10;

describe("R24: a flood of alarms", () => {
  let product: Product;
  let devices: MqttClient[];
  let operator: Client;
  beforeAll(async () => {
    product = await Product.start();
    const site = await addFaultSite(product, trips);
    devices = await Promise.all(Array.from({ length: connections }, () => site.connect()));
    operator = await product.signIn("operator");
  });
  afterAll(() => product.stop());

  test(`${trips} trips in ${withinMs / 1_000} s: each becomes one alarm, and the journal holds them all`, async () => {
    const begun = performance.now();
    const acknowledged: Promise<unknown>[] = [];
    for (let i = 0; i < trips; i++) {
      const due = (i / trips) * withinMs - (performance.now() - begun);
      if (due > 5) await new Promise((resolve) => setTimeout(resolve, due));
      const topic = `plantroom/${faultSite}/pump-${i}/readings`;
      const device = devices[i % connections];
      if (device) acknowledged.push(device.publishAsync(topic, '{"values":{"fault":true}}', { qos: 1 }));
    }
    await Promise.all(acknowledged);
    const sent = performance.now() - begun;
    const tripped = async () => {
      const found: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = { site: faultSite, open: "all" as const, limit: 500, ...(cursor && { cursor }) };
        const page = await operator.call("GET /api/alarms", { query });
        found.push(...page.items.filter(({ rule }) => rule === "PMP-12").map(({ equipment }) => equipment));
        cursor = page.next;
      }
      return found;
    };
    await until("an alarm for every trip", async () => new Set(await tripped()).size === trips, 180);
    const all = performance.now() - begun;
    expect(await tripped()).toHaveLength(trips);
    await passed(product);
    console.log(
      `R24: ${trips} trips sent and acknowledged in ${Math.round(sent)} ms, all of them alarms after ${Math.round(all)} ms`,
    );
  });
});
