import { setTimeout as sleep } from "node:timers/promises";
import type { MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { type Fault, FaultProxy } from "../support/fault-proxy.ts";
import { addFaultSite, type FaultSite, faultSite } from "../support/fault-site.ts";
import { Influxd, influxdProgram } from "../support/influxd.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { Dice } from "../support/seed.ts";
import { accountOf, passed, samplesOf } from "../support/stored.ts";
import { until } from "../support/until.ts";

const pumps = 8;
const perSecond = 300;
const isProgress = (body: string) => body.startsWith("plantroom_progress");

describe.skipIf(!influxdProgram)("a readings store that fails", () => {
  let influxd: Influxd;
  let proxy: FaultProxy;
  let product: Product;
  let site: FaultSite;
  let device: MqttClient;
  let admin: Client;
  beforeAll(async () => {
    influxd = await Influxd.start();
    proxy = await FaultProxy.start(influxd.port);
    const url = `influxdb://127.0.0.1:${proxy.port}/plantroom`;
    product = await Product.start(["gateway", "server"], undefined, { PLANTROOM_READINGS_URL: url });
    site = await addFaultSite(product, pumps + 20);
    device = await site.connect();
    admin = await product.signIn("admin");
  });
  afterAll(async () => {
    await product?.stop();
    await proxy?.stop();
    await influxd?.stop();
  });
  afterEach(() => {
    proxy.fault = () => undefined;
  });

  const historian = async () => {
    const { consumers, store } = await admin.call("GET /api/system", {});
    return { store, ...consumers.find(({ name }) => name === "historian") };
  };
  let tripped = 0;
  /** A pump that trips now, and how long its alarm took, in ms: the alarm path does not know of the store. */
  async function trip(): Promise<number> {
    const equipment = `pump-${pumps + tripped++}`;
    const begun = performance.now();
    await device.publishAsync(`plantroom/${faultSite}/${equipment}/readings`, '{"values":{"fault":true}}', { qos: 1 });
    await until(`PMP-12 of ${equipment}`, async () => {
      const query = { site: faultSite, equipment, open: "all" as const };
      const { items } = await admin.call("GET /api/alarms", { query });
      return items.some(({ rule }) => rule === "PMP-12");
    });
    return performance.now() - begun;
  }
  async function expectAllStored(load: Load, what: string): Promise<void> {
    const account = await accountOf(product, load);
    const { lost, wrong, acknowledged, stored } = account;
    console.log(`${what}: ${acknowledged} acknowledged, ${stored} stored, ${lost.length} lost, ${wrong.length} wrong`);
    expect(acknowledged).toBeGreaterThan(100);
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
  }

  test("R5: away for long, it is filled at more than five times the rate, while live goes on", async () => {
    proxy.fault = () => ({ kind: "answer", status: 503 });
    const load = await Load.start(site, pumps, perSecond);
    const begun = performance.now();
    await sleep(30_000);
    const before = load.acknowledged;
    const rate = before / ((performance.now() - begun) / 1_000);
    const late = await historian();
    expect(late.store.healthy).toBe(false);
    expect(late.lagSeconds).toBeGreaterThan(20);
    const during = await trip();
    proxy.fault = () => undefined;
    await until("the store takes again", async () => (await historian()).store.healthy, 60);
    const back = performance.now();
    await until("history has caught up", async () => ((await historian()).lagSeconds ?? 99) < 1, 60);
    const drained = load.acknowledged / ((performance.now() - back) / 1_000) / rate;
    const after = await trip();
    await load.stop();
    console.log(
      `R5: 30 s away at ${Math.round(rate)} messages/s, caught up at ${drained.toFixed(1)} times that; ` +
        `alarms after ${Math.round(during)} ms while it was away, ${Math.round(after)} ms while it caught up`,
    );
    expect(drained).toBeGreaterThan(5);
    await expectAllStored(load, "R5");
  });

  test.each<readonly [string, (dice: Dice) => Fault | undefined]>([
    ["slow, 5 s for a write", () => ({ kind: "slow", milliseconds: 5_000 })],
    ["throttling, 429", (dice) => (dice.next() < 0.7 ? { kind: "answer", status: 429 } : undefined)],
    ["refusing, 503", (dice) => (dice.next() < 0.7 ? { kind: "answer", status: 503 } : undefined)],
    ["breaking connections in the middle of a batch", (dice) => (dice.next() < 0.5 ? { kind: "reset" } : undefined)],
    ["breaking connections before its answer", (dice) => (dice.next() < 0.5 ? { kind: "swallow" } : undefined)],
  ])("R6: %s", async (what, fault) => {
    const dice = new Dice();
    proxy.fault = () => fault(dice);
    const load = await Load.start(site, pumps, perSecond);
    await sleep(12_000);
    const alarm = await trip();
    await load.stop();
    proxy.fault = () => undefined;
    await expectAllStored(load, `R6 seed ${dice.seed}, ${what}, alarm after ${Math.round(alarm)} ms`);
  });

  test("R6: that says 204 and keeps nothing: the comparison finds what it lost and writes it again", async () => {
    const dice = new Dice();
    let lost = 0;
    proxy.fault = (body) => {
      if (isProgress(body) || dice.next() >= 0.3) return undefined;
      lost += body.split("\n").length;
      return { kind: "lose" };
    };
    const load = await Load.start(site, pumps, perSecond);
    await load.progress(300);
    await load.stop();
    await passed(product);
    proxy.fault = () => undefined;
    expect(lost).toBeGreaterThan(0);
    const before = await accountOf(product, load);
    expect(before.lost.length).toBeGreaterThan(0);
    const { id } = await admin.call("POST /api/read-backs", {});
    const done = await until(
      "the comparison",
      async () => {
        const { items } = await admin.call("GET /api/read-backs", { query: {} });
        return items.find((one) => one.id === id && one.outcome !== "running");
      },
      120,
    );
    console.log(
      `R6 seed ${dice.seed}, 204 and lost: ${before.lost.length} messages missing; compared ${done.compared} readings, ` +
        `${done.missing} missing, ${done.replayed} written again`,
    );
    expect(done).toMatchObject({ outcome: "done", refused: 0 });
    expect(done.replayed).toBe(done.missing);
    await expectAllStored(load, "R6, after the comparison");
  });

  test("R7: a reading that it will never take is set aside with its reason, the others of its batch are stored", async () => {
    const poison = 77.125;
    proxy.fault = (body) =>
      body.includes(`flow=${poison}`)
        ? { kind: "answer", status: 400, body: JSON.stringify({ error: "partial write: field type conflict" }) }
        : undefined;
    const load = await Load.start(site, pumps, perSecond);
    await load.progress(100);
    // The load's own values have steps of 1/8 below 125, and 77.125 is one of them: its first messages meet it.
    const at = Date.now();
    await device.publishAsync(
      `plantroom/${faultSite}/pump-${pumps + 15}/readings`,
      JSON.stringify({ at, values: { flow: poison, current: 3 } }),
      { qos: 1 },
    );
    await load.progress(50);
    await load.stop();
    await passed(product);
    const { items } = await admin.call("GET /api/dead-letters", { query: { site: faultSite, limit: 500 } });
    const letter = items.find(({ equipment }) => equipment === `pump-${pumps + 15}`);
    expect(letter).toMatchObject({ point: "flow", value: String(poison), retryable: true });
    expect(letter?.reason).toContain("field type conflict");
    const account = await accountOf(product, load);
    const setAside = new Set(items.map((one) => `${one.equipment} ${Date.parse(one.at ?? "")}`));
    expect(account.lost.filter((one) => !setAside.has(one))).toEqual([]);
    // Cured, tried again: stored, and no letter any more.
    proxy.fault = () => undefined;
    expect(await admin.call("POST /api/dead-letters/retry", {})).toMatchObject({ refused: 0 });
    expect((await admin.call("GET /api/dead-letters", { query: { site: faultSite } })).items).toEqual([]);
    await expectAllStored(load, `R7, ${items.length} set aside and tried again`);
    const { items: did } = await admin.call("GET /api/audit", { query: { action: "POST /api/dead-letters/retry" } });
    expect(did).toHaveLength(1);
  });

  test("R7: what is older than the store keeps is set aside, and stored once it keeps it", async () => {
    await influxd.tell('ALTER RETENTION POLICY "autogen" ON "plantroom" DURATION 2h SHARD DURATION 1h');
    try {
      const equipment = `pump-${pumps + 16}`;
      const publish = (at: number, flow: number) =>
        device.publishAsync(`plantroom/${faultSite}/${equipment}/readings`, JSON.stringify({ at, values: { flow } }), {
          qos: 1,
        });
      const now = Date.now();
      // Before the shard that holds today, or it would be taken in spite of its age.
      await publish(now - 20 * 24 * 3_600_000, 1);
      await publish(now, 2);
      await passed(product);
      const lettersOf = async () => (await admin.call("GET /api/dead-letters", { query: { site: faultSite } })).items;
      const [letter] = await lettersOf();
      expect(letter).toMatchObject({ equipment, point: "flow", value: "1" });
      expect(letter?.reason).toMatch(/retention/);
      expect(await samplesOf(admin, equipment, "flow", now - 1, now + 1)).toEqual([[now, 2]]);
      await influxd.tell('ALTER RETENTION POLICY "autogen" ON "plantroom" DURATION INF');
      const retried = await admin.call("POST /api/dead-letters/{id}/retry", { params: { id: letter?.id ?? "" } });
      expect(retried).toEqual({ stored: 1, refused: 0 });
      expect(await lettersOf()).toEqual([]);
    } finally {
      await influxd.tell('ALTER RETENTION POLICY "autogen" ON "plantroom" DURATION INF');
    }
  });
});
