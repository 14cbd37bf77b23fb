import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { replay } from "../support/replay.ts";
import { passed } from "../support/stored.ts";
import { until } from "../support/until.ts";
import { corpus, hasCorpus } from "./data.ts";

/** Real readings through the whole product: replay → MQTT → gateway → journal → judge and history → API. */
describe.skipIf(!hasCorpus)("real readings", () => {
  let product: Product;
  let energy: Client;
  let admin: Client;

  beforeAll(async () => {
    product = await Product.start();
    energy = await product.signIn("energy");
    admin = await product.signIn("admin");
    await admin.call("POST /api/sites", {
      body: { id: "house", name: "House", timeZone: "Europe/Madrid", clock: "device", currency: "EUR" },
    });
    await admin.call("POST /api/equipment/{site}", {
      params: { site: "house" },
      body: { id: "water", type: "water-meter", name: "Water", attributes: { interval_seconds: 3_600 } },
    });
    await admin.call("PUT /api/equipment/{site}/{equipment}", {
      params: { site: "lab", equipment: "meter-1" },
      body: {
        id: "meter-1",
        type: "electricity-meter",
        name: "b109",
        attributes: { rollover: 10_000_000, interval_seconds: 3_600, max_rate: 5_000 },
      },
    });
    const { token } = await admin.call("POST /api/devices", { body: { username: "house", grants: ["house/*"] } });
    const device = await until("account", () => product.device("house", token));
    await device.endAsync();
    houseToken = token;
  });
  afterAll(() => product.stop());
  let houseToken: string;

  test.each([["0"], ["600"]])(
    "pump rig other/5.csv at speed %s: vibration raises at 16:16:58, clears at 16:23:59",
    async (speed) => {
      const list = async () => {
        const { items } = await admin.call("GET /api/alarms", {
          query: { site: "lab", equipment: "rig-1", open: "all" },
        });
        return items.filter((alarm) => alarm.rule === "RIG-01");
      };
      const before = (await list()).length;
      const file = join(corpus, "pump/skab/other/5.csv");
      await replay(
        product,
        file,
        "--site",
        "lab",
        "--equipment",
        "rig-1",
        "--preset",
        "skab",
        "--zone",
        "UTC",
        "--speed",
        speed,
      );
      const found = await until("alarm", async () => {
        const now = await list();
        return now.length > before && now[0]?.clearedAt !== undefined && now;
      });
      expect(found).toHaveLength(before + 1);
      expect(Math.abs(Date.parse(found[0]?.raisedAt ?? "") - Date.parse("2020-02-08T16:16:58Z"))).toBeLessThanOrEqual(
        1_000,
      );
      expect(Math.abs(Date.parse(found[0]?.clearedAt ?? "") - Date.parse("2020-02-08T16:23:59Z"))).toBeLessThanOrEqual(
        1_000,
      );
    },
  );

  test("electricity b109.csv as a register that rolls over gives back each month", async () => {
    const file = join(corpus, "energy/cambridge/b109.csv");
    await replay(
      product,
      file,
      "--site",
      "lab",
      "--equipment",
      "meter-1",
      "--zone",
      "UTC",
      "--speed",
      "0",
      "--register",
      "electricity_kwh=energy_import:start=9000000,rollover=10000000",
    );
    const expected = new Map<string, number>();
    const [, ...lines] = (await readFile(file, "utf8")).trim().split(/\r?\n/);
    for (const line of lines) {
      const [time = "", kwh = ""] = line.split(",");
      expected.set(time.slice(0, 7), (expected.get(time.slice(0, 7)) ?? 0) + Number(kwh));
    }
    expect([...expected.values()].reduce((sum, kwh) => sum + kwh, 0)).toBeGreaterThan(1_000_000); // so that it rolls over
    await passed(product);
    const found = await months();
    for (const [month, kwh] of expected) expect(Math.abs((found[month] ?? 0) - kwh) / kwh, month).toBeLessThan(0.0001);
  });

  const months = async () => {
    const years = await Promise.all(
      [2018, 2019, 2020].map((year) =>
        energy.call("GET /api/energy/consumption", {
          query: {
            site: "lab",
            meter: "meter-1",
            step: "month",
            from: `${year}-01-01T00:00:00Z`,
            to: `${year + 1}-01-01T00:00:00Z`,
          },
        }),
      ),
    );
    const rows = years.flatMap((year) => year.rows);
    return Object.fromEntries(
      rows.flatMap((row) => (row.consumption === null ? [] : [[row.from.slice(0, 7), row.consumption]])),
    );
  };

  test("water W05_clean.csv, local time with daylight saving, gives back its daily totals", async () => {
    const file = join(corpus, "water/W05_clean.csv");
    await replay(
      product,
      file,
      "--site",
      "house",
      "--equipment",
      "water",
      "--user",
      "house",
      "--password",
      houseToken,
      "--zone",
      "Europe/Madrid",
      "--time",
      "timestamp_local",
      "--map",
      "reading_l=volume*0.001",
      "--speed",
      "0",
    );
    const lastOfDay = new Map<string, number>();
    for (const line of (await readFile(file, "utf8")).trim().split(/\r?\n/).slice(1)) {
      const [, time = "", litres = ""] = line.split(",");
      lastOfDay.set(time.slice(0, 10), Number(litres) / 1_000);
    }
    const days = [...lastOfDay.keys()];
    await passed(product);
    const totals = new Map<string, number>();
    for (let month = 0; month < 12; month++) {
      const from = new Date(Date.UTC(2016, 2 + month, 1)).toISOString();
      const to = new Date(Date.UTC(2016, 3 + month, 1)).toISOString();
      const query = { site: "house", meter: "water", medium: "water", step: "day" as const, from, to };
      for (const row of (await energy.call("GET /api/energy/consumption", { query })).rows) {
        if (row.consumption !== null) totals.set(localDay(row.from), row.consumption);
      }
    }
    for (const [index, date] of days.entries()) {
      const before = days[index - 1];
      if (before === undefined || Date.parse(date) - Date.parse(before) > 86_400_000) continue; // the day before is missing
      const expected = (lastOfDay.get(date) ?? 0) - (lastOfDay.get(before) ?? 0);
      expect(totals.get(date), date).toBeCloseTo(expected, 3);
    }
  });
});

function localDay(at: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(new Date(at));
}
