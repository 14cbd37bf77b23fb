import { setTimeout as sleep } from "node:timers/promises";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFaultSite, faultSite } from "../support/fault-site.ts";
import { Product } from "../support/product.ts";
import { Dice, rounds } from "../support/seed.ts";
import { until } from "../support/until.ts";

/** Barriers that stick in one round, one after the other, so that a kill finds their delays at different places. */
const perRound = 4;
/** GAT-01: a barrier that does not open for 8 s. */
const delayMs = 8_000;

describe("R16: a server killed while an on-delay runs", () => {
  let product: Product;
  let device: MqttClient;
  beforeAll(async () => {
    product = await Product.start();
    device = await (await addFaultSite(product, 0, rounds * perRound)).connect();
  });
  afterAll(() => product.stop());

  test(`raises exactly one alarm with one work order, ${rounds} rounds`, async () => {
    const dice = new Dice();
    console.log(`R16 seed ${dice.seed}, ${rounds} rounds, ${perRound} delays each`);
    for (let round = 0; round < rounds; round++) {
      const kill = sleep(dice.between(0, delayMs + 1_000)).then(() => product.end("server"));
      for (let i = 0; i < perRound; i++) {
        const topic = `plantroom/${faultSite}/gate-${round * perRound + i}/readings`;
        const values = { open_command: true, limit_open: false };
        await device.publishAsync(topic, JSON.stringify({ values }), { qos: 1 });
        await sleep(dice.between(0, 1_500));
      }
      await kill;
      product.run("server");
      await product.ready();
    }
    const operator = await product.signIn("operator");
    const query = { site: faultSite, open: "all" as const, limit: 500 };
    const raised = async () => {
      const alarms: { id: string; equipment: string; workOrder?: string | undefined }[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await operator.call("GET /api/alarms", { query: { ...query, ...(cursor && { cursor }) } });
        alarms.push(...page.items.filter(({ rule }) => rule === "GAT-01"));
        cursor = page.next;
      }
      return alarms;
    };
    await until(
      "an alarm for every barrier",
      async () => new Set((await raised()).map((one) => one.equipment)).size === rounds * perRound,
      60,
    );
    const alarms = await raised();
    const orders: { id: string; alarms: readonly string[] }[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await operator.call("GET /api/work-orders", { query: { ...query, ...(cursor && { cursor }) } });
      orders.push(...page.items);
      cursor = page.next;
    }
    console.log(`R16 seed ${dice.seed}: ${rounds} kills, ${alarms.length} alarms, ${orders.length} work orders`);
    expect(alarms).toHaveLength(rounds * perRound);
    expect(orders).toHaveLength(rounds * perRound);
    expect(new Set(orders.flatMap((order) => order.alarms))).toEqual(new Set(alarms.map(({ id }) => id)));
    expect(new Set(alarms.map(({ workOrder }) => workOrder))).toEqual(new Set(orders.map(({ id }) => id)));
  });
});
