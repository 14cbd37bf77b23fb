import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const site = "harbour-court";

describe("an acknowledged reading survives", () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.stop());

  test("kill -9 of the gateway and of the server while readings come in", async () => {
    const device = await product.device();
    const acknowledged: number[] = [];
    const start = Date.now() - 30 * 60_000;
    let stop = false;
    const load = (async () => {
      for (let seq = 0; !stop; seq++) {
        const message = { at: start + seq, seq, values: { volume: seq / 1_000 } };
        const sent = device.publishAsync(`plantroom/${site}/wm-main/readings`, JSON.stringify(message), { qos: 1 });
        await Promise.race([sent.then(() => acknowledged.push(start + seq)), waitOf(200)]);
      }
    })();
    await until("load", () => acknowledged.length > 100);
    await product.end("server");
    await product.end("gateway");
    product.run("gateway");
    product.run("server");
    await product.ready();
    const before = acknowledged.length;
    await until("load again", () => acknowledged.length > before + 100, 60);
    stop = true;
    await load;

    const operator = await product.signIn("operator");
    const query = {
      site,
      equipment: "wm-main",
      point: "volume",
      from: new Date(start).toISOString(),
      to: new Date(start + 20_000).toISOString(),
      resolution: "raw" as const,
    };
    const times = await until("all of them stored", async () => {
      const { points } = await operator.call("GET /api/readings", { query });
      const stored = (points[0]?.samples ?? []).map(([at]) => Date.parse(at));
      const kept = new Set(stored);
      return acknowledged.every((at) => kept.has(at)) && stored;
    });
    expect(new Set(times).size).toBe(times.length);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

const waitOf = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
