import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { addFaultSite, faultSite } from "../support/fault-site.ts";
import { Product } from "../support/product.ts";
import { passed, samplesOf } from "../support/stored.ts";
import { until } from "../support/until.ts";

const hour = 3_600_000;
/** One hour out of order, three days late. */
const lateness = [hour, 72 * hour];

describe("R11: what comes late, twice or out of order", () => {
  let product: Product;
  let device: MqttClient;
  let operator: Client;
  beforeAll(async () => {
    product = await Product.start();
    device = await (await addFaultSite(product, 4)).connect();
    operator = await product.signIn("operator");
  });
  afterAll(() => product.stop());

  const publish = (equipment: string, values: Record<string, unknown>, at = Date.now()) =>
    device.publishAsync(`plantroom/${faultSite}/${equipment}/readings`, JSON.stringify({ at, values }), { qos: 1 });
  /** Newest first, each of them twice: a minute of one value. */
  async function publishPast(equipment: string, values: Record<string, unknown>): Promise<number[]> {
    const times = lateness.flatMap((late) => [60, 50, 40, 30, 20, 10, 0].map((s) => Date.now() - late + s * 1_000));
    for (const at of times) for (let i = 0; i < 2; i++) await publish(equipment, values, at);
    return times;
  }
  const tripped = async (equipment: string) => {
    const { items } = await operator.call("GET /api/alarms", { query: { site: faultSite, equipment, open: "all" } });
    return items.filter(({ rule }) => rule === "PMP-12");
  };
  /** A pump that trips and returns now: when its delays are over, those that a wrong judgement began before are too. */
  async function delaysOver(marker: string): Promise<void> {
    await publish(marker, { fault: true });
    await until("the marker's alarm", async () => (await tripped(marker)).some(({ active }) => active));
    await publish(marker, { fault: false });
    await until("the marker's return", async () => (await tripped(marker)).every(({ active }) => !active));
  }

  test("history raises nothing, and is stored once", async () => {
    await publish("pump-0", { fault: false, flow: 7 });
    const times = await publishPast("pump-0", { fault: true, flow: 3 });
    await delaysOver("pump-2");
    expect(await tripped("pump-0")).toEqual([]);
    await passed(product);
    for (const late of lateness) {
      const around = Date.now() - late;
      const stored = await samplesOf(operator, "pump-0", "flow", around - 5 * 60_000, around + 5 * 60_000);
      const expected = times.filter((at) => Math.abs(at - around) < 5 * 60_000).sort((a, b) => a - b);
      expect(stored).toEqual(expected.map((at) => [at, 3]));
    }
    const params = { site: faultSite, equipment: "pump-0" };
    const { latest } = await operator.call("GET /api/equipment/{site}/{equipment}", { params });
    expect(latest.find(({ point }) => point === "flow")).toMatchObject({ value: 7 });
  });

  test("history clears nothing", async () => {
    await publish("pump-1", { fault: true });
    await until("PMP-12", async () => (await tripped("pump-1")).length > 0);
    await publishPast("pump-1", { fault: false });
    await delaysOver("pump-3");
    expect(await tripped("pump-1")).toMatchObject([{ state: "unacknowledged", active: true }]);
  });

  test.each([
    ["now", 0],
    ["an hour ago", hour],
    ["three days ago", 72 * hour],
  ])("of two values at one millisecond, %s, the later one wins", async (_, late) => {
    const at = Date.now() - late;
    await publish("pump-3", { flow: 1 }, at);
    await publish("pump-3", { flow: 2 }, at);
    await publish("pump-3", { flow: 2 }, at);
    await passed(product);
    await until("the later value", async () => {
      const stored = await samplesOf(operator, "pump-3", "flow", at, at + 1);
      return stored.length === 1 && stored[0]?.[1] === 2;
    });
    expect(await samplesOf(operator, "pump-3", "flow", at, at + 1)).toEqual([[at, 2]]);
  });
});
