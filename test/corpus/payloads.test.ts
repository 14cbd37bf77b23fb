import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { passed } from "../support/stored.ts";
import { until } from "../support/until.ts";
import { corpus, hasCorpus } from "./data.ts";

const day = 86_400_000;

interface Message {
  readonly id: string;
  readonly topic: string;
  readonly payload: string;
}

/** What 367 real devices say, as they say it: each message ends as a stored value or as a refusal with its reason. */
describe.skipIf(!hasCorpus)("real payloads", () => {
  let product: Product;
  let admin: Client;
  let messages: readonly Message[];
  let token: string;

  beforeAll(async () => {
    const lines = (await readFile(join(corpus, "payloads/device_messages.jsonl"), "utf8")).trim().split("\n");
    messages = lines.map((line) => JSON.parse(line) as Message);
    product = await Product.start();
    admin = await product.signIn("admin");
    const rows = messages.flatMap(({ id }) => {
      const name = id.toLowerCase();
      return [
        `  - { id: raw-${name}, type: pump, name: "${id}" }`,
        `  - { id: own-${name}, type: pump, name: "${id}" }`,
      ];
    });
    const site = "site: { id: field, name: Field, timeZone: UTC, clock: wall, currency: TWD }";
    await admin.call("POST /api/sites/import", { body: [site, "equipment:", ...rows].join("\n") });
    ({ token } = await admin.call("POST /api/devices", { body: { username: "field", grants: ["field/*"] } }));
    await until("account", async () => (await product.device("field", token)).endAsync().then(() => true));
  });
  afterAll(() => product.stop());

  test("their own payload on a topic of the contract is acknowledged, and stored or refused", async () => {
    expect(messages).toHaveLength(367);
    const device = await product.device("field", token);
    for (const { id, payload } of messages) {
      await device.publishAsync(`plantroom/field/raw-${id.toLowerCase()}/readings`, payload, { qos: 1 });
    }
    expect(await unaccounted("raw")).toEqual([]);
  });

  test("their values in the contract's envelope are acknowledged, and each is stored or refused", async () => {
    const device = await product.device("field", token);
    for (const { id, payload } of messages) {
      // A name of the device's own stands beside a known point that carries the first thing it says.
      const [first] = leavesOf(payload);
      const values = { flow: first?.[1] ?? null, [first?.[0] ?? "nothing"]: first?.[1] ?? null };
      await device.publishAsync(`plantroom/field/own-${id.toLowerCase()}/readings`, JSON.stringify({ values }), {
        qos: 1,
      });
    }
    expect(await unaccounted("own")).toEqual([]);
  });

  test("their own topics are no way in, and the gateway goes on", async () => {
    for (const { topic, payload } of messages) {
      const device = await product.device("field", token);
      await Promise.race([
        device.publishAsync(topic, payload, { qos: 1 }),
        new Promise<void>((resolve) => device.once("close", () => resolve())),
      ]).catch(() => undefined);
      await device.endAsync(true);
    }
    const device = await product.device("field", token);
    await device.publishAsync("plantroom/field/raw-m0387/readings", '{"values":{"flow":1.5}}', { qos: 1 });
    expect(product.output).not.toMatch(/uncaught|unhandled/i);
  });

  /** Equipment of which nothing was stored and nothing refused. */
  async function unaccounted(kind: "raw" | "own"): Promise<string[]> {
    await passed(product);
    const missing = new Set(messages.map(({ id }) => `${kind}-${id.toLowerCase()}`));
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await admin.call("GET /api/refused", {
        query: { site: "field", limit: 200, ...(cursor !== undefined && { cursor }) },
      });
      for (const { equipment } of page.items) missing.delete(equipment ?? "");
      cursor = page.next;
    }
    for (const equipment of [...missing]) {
      const period = { from: new Date(Date.now() - day).toISOString(), to: new Date(Date.now() + day).toISOString() };
      const query = { site: "field", equipment, point: "flow", ...period };
      const { points } = await admin.call("GET /api/readings", { query });
      if ((points[0]?.samples.length ?? 0) > 0) missing.delete(equipment);
    }
    return [...missing];
  }
});

/** Names and values at the ends of a JSON payload, names as points are written; a payload that is not JSON has none. */
function leavesOf(payload: string): [name: string, value: unknown][] {
  const found: [string, unknown][] = [];
  const visit = (name: string, value: unknown) => {
    if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(key, inner);
    } else {
      found.push([name.toLowerCase().replace(/[^a-z0-9_]/g, "_"), value]);
    }
  };
  try {
    visit("value", JSON.parse(payload));
  } catch {
    return [];
  }
  return found;
}
