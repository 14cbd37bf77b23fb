import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const site = "harbour-court";
const topic = (equipment: string, channel = "readings") => `plantroom/${site}/${equipment}/${channel}`;

describe("a device of one's own", () => {
  let product: Product;
  let admin: Client;

  beforeAll(async () => {
    product = await Product.start();
    admin = await product.signIn("admin");
  });
  afterAll(() => product.stop());

  const latestOf = async (equipment: string, point: string) => {
    const one = await admin.call("GET /api/equipment/{site}/{equipment}", { params: { site, equipment } });
    return one.latest.find((latest) => latest.point === point);
  };

  test("is added in the app, gets its account, and its value arrives", async () => {
    await admin.call("POST /api/equipment/{site}", {
      params: { site },
      body: { id: "booster-p4", type: "pump", name: "Booster pump 4", parent: "booster" },
    });
    const { token } = await admin.call("POST /api/devices", {
      body: { username: "p4", grants: [`${site}/booster-p4`] },
    });
    const device = await until("account", () => product.device("p4", token));
    await device.publishAsync(topic("booster-p4"), JSON.stringify({ values: { vibration: 1.25, running: true } }), {
      qos: 1,
    });
    expect(await until("value", () => latestOf("booster-p4", "vibration"))).toMatchObject({
      value: 1.25,
      unit: "mm/s",
      quality: "good",
    });
    const now = Date.now();
    const history = await until("history", async () => {
      const query = {
        site,
        equipment: "booster-p4",
        point: "vibration",
        from: new Date(now - 60_000).toISOString(),
        to: new Date(now + 60_000).toISOString(),
      };
      const { points } = await admin.call("GET /api/readings", { query });
      return points[0]?.samples.length ? points[0] : undefined;
    });
    expect(history.samples[0]?.[1]).toBe(1.25);
  });

  test("speaks a type of its own, read from a file", async () => {
    await admin.call("POST /api/device-types/import", {
      body: `
- id: co2-sensor
  label: { en: CO₂ sensor, zh-Hant: 二氧化碳感測器, zh-Hans: 二氧化碳传感器 }
  points:
    co2: { kind: number, label: CO₂, unit: ppm, range: [0, 5000], normal: [400, 1000], decimals: 0 }
`,
    });
    await admin.call("POST /api/equipment/{site}", {
      params: { site },
      body: { id: "lobby-co2", type: "co2-sensor", name: "Lobby CO₂" },
    });
    const device: MqttClient = await product.device();
    await until("value", async () => {
      await device.publishAsync(topic("lobby-co2"), JSON.stringify({ values: { co2: 612 } }), { qos: 1 });
      return (await latestOf("lobby-co2", "co2"))?.value === 612;
    });
  });

  test("a file with mistakes imports nothing and names each line", async () => {
    const body =
      "- id: Not An Id\n  points: {}\n- id: ok-type\n  label: OK\n  points:\n    a: { kind: colour, label: A }\n";
    const refusal = await admin.call("POST /api/device-types/import", { body }).catch((problem) => problem.problem);
    expect(refusal.code).toBe("file-invalid");
    expect(refusal.errors.length).toBeGreaterThan(1);
    for (const error of refusal.errors) expect(error.line).toBeGreaterThan(0);
    const { items } = await admin.call("GET /api/device-types", {});
    expect(items.map((type) => type.id)).not.toContain("ok-type");
  });

  const cases = [
    ["payload-not-json", topic("booster"), "{{{"],
    ["point-unknown", topic("booster"), '{"values":{"no_such_point":1,"tank_level":71}}'],
    ["value-type", topic("booster"), '{"values":{"flow":"12","tank_level":72}}'],
    ["value-not-finite", topic("booster"), '{"values":{"flow":1e309,"tank_level":73}}'],
    ["equipment-unknown", topic("no-such-equipment"), '{"values":{"flow":1}}'],
  ] as const;
  test.each(cases)("refuses with %s, and lists it with its payload", async (code, to, payload) => {
    const device = await product.device();
    await device.publishAsync(to, payload, { qos: 1 }).catch(() => undefined);
    const item = await until("refused", async () => {
      const { items } = await admin.call("GET /api/refused", { query: { code } });
      return items[0];
    });
    expect(item).toMatchObject({ account: "demo", topic: to, code });
    expect(payload.startsWith(item.payload.slice(0, 10))).toBe(true);
  });

  test("the other values of a message with a bad one are kept", async () => {
    expect((await latestOf("booster", "tank_level"))?.value).toBe(73);
  });

  test("publishing under another's name is refused, and the device is cut off", async () => {
    const { token } = await admin.call("POST /api/devices", {
      body: { username: "thief", grants: [`${site}/wm-main`] },
    });
    const device = await until("account", () => product.device("thief", token));
    const closed = new Promise<void>((resolve) => device.once("close", () => resolve()));
    device.publish(topic("booster"), '{"values":{"tank_level":1}}', { qos: 1 });
    await closed;
    await device.endAsync(true);
    const refused = await until("refused", async () => {
      const { items } = await admin.call("GET /api/refused", { query: { code: "topic-denied" } });
      return items.find((item) => item.account === "thief");
    });
    expect(refused).toMatchObject({ topic: topic("booster") });
    expect((await latestOf("booster", "tank_level"))?.value).toBe(73);
  });

  test("an implausible time is kept at the time of receipt, a value beyond the instrument as uncertain", async () => {
    const device = await product.device();
    const message = { at: "1970-01-01T00:00:05Z", values: { water_temp: 17, suction_pressure: 9.5 } };
    await device.publishAsync(topic("booster"), JSON.stringify(message), { qos: 1 });
    const temperature = await until("value", () => latestOf("booster", "water_temp"));
    expect(temperature.quality).toBe("clock-suspect");
    expect(Math.abs(Date.parse(temperature.at) - Date.now())).toBeLessThan(60_000);
    expect(["uncertain", "clock-suspect"]).toContain((await latestOf("booster", "suction_pressure"))?.quality);
  });
});
