import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const site = "harbour-court";

describe("the demo estate", () => {
  let product: Product;
  let operator: Client;

  beforeAll(async () => {
    product = await Product.start(["gateway", "server", "simulators"]);
    operator = await product.signIn("operator");
  });
  afterAll(() => product.stop());

  const latest = async (equipment: string, point: string) => {
    const one = await operator.call("GET /api/equipment/{site}/{equipment}", { params: { site, equipment } });
    return one.latest.find((value) => value.point === point);
  };
  const statusOf = async (equipment: string) =>
    (await operator.call("GET /api/equipment/{site}/{equipment}", { params: { site, equipment } })).status;
  const setFault = (id: string, active: boolean) =>
    operator.call("PUT /api/demo/faults/{id}", { params: { id }, body: { active } });
  const registers = async () => {
    const query = { site, equipment: "em-main", point: "energy_import", resolution: "raw" } as const;
    const now = Date.now();
    const period = { from: new Date(now - 600_000).toISOString(), to: new Date(now + 1_000).toISOString() };
    const { points } = await operator.call("GET /api/readings", { query: { ...query, ...period } });
    return points[0]?.samples.map(([, value]) => Number(value)) ?? [];
  };

  test("lives: what moves is seen moving", async () => {
    const first = await until("a first value", () => latest("em-main", "power"));
    const next = await until("a second value", async () => {
      const value = await latest("em-main", "power");
      return value && value.at !== first.at && value;
    });
    expect(next.quality).toBe("good");
  });

  test("breaks and mends at a word: the drive's alarm comes and goes", async () => {
    await setFault("booster-trip", true);
    const alarms = async () => (await operator.call("GET /api/alarms", { query: { site } })).items;
    const raised = await until("PMP-12", async () => (await alarms()).find(({ rule }) => rule === "PMP-12"));
    expect(raised).toMatchObject({ equipment: "booster-p1", state: "unacknowledged" });
    expect((await latest("booster", "pumps_available"))?.value).toBe(2);
    const { items } = await operator.call("GET /api/demo/faults", {});
    expect(items.filter(({ active }) => active).map(({ id }) => id)).toEqual(["booster-trip"]);
    await setFault("booster-trip", false);
    await until("returned", async () => (await alarms()).some(({ state }) => state === "returned-unacknowledged"));
  });

  test("loses a gateway's link and gets it back", async () => {
    await until("online", async () => (await statusOf("gw-gates")) === "online");
    await setFault("gateway-link", true);
    await until("offline", async () => (await statusOf("gw-gates")) === "offline", 5);
    await setFault("gateway-link", false);
    await until("online again", async () => (await statusOf("gw-gates")) === "online");
  });

  test("goes on after a crash of its simulators, and no register steps back", async () => {
    const before = await until("registers", async () => {
      const all = await registers();
      return all.length > 2 && all;
    });
    await product.end("simulators");
    product.run("simulators");
    const after = await until(
      "newer registers",
      async () => {
        const all = await registers();
        return all.length > before.length + 2 && all;
      },
      60,
    );
    expect(after).toEqual(after.toSorted((a, b) => a - b));
  });
});
