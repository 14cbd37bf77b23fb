import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EnergyFixture, electricity, steady, taipei } from "./fixture.ts";

const day = { from: "2024-05-01T00:00:00+08:00", to: "2024-05-02T00:00:00+08:00" };
const around = ["2024-04-30T00:00:00+08:00", "2024-05-03T00:00:00+08:00"] as const;

describe("the meter tree", () => {
  let energy: EnergyFixture;
  beforeEach(async () => {
    energy = await EnergyFixture.at("2024-06-01T00:00:00Z");
    energy.equip(
      electricity(taipei, "main"),
      electricity(taipei, "tower", { parent: "main" }),
      electricity(taipei, "lifts", { parent: "tower" }),
      electricity(taipei, "light", { parent: "tower" }),
      electricity(taipei, "park", { parent: "main" }),
      // Part of a pump set, and so upstream of nothing: a main meter.
      electricity(taipei, "pumps", { parent: "booster" }),
      { site: "court", id: "booster", type: "booster-pump-set", name: "Booster" },
      { site: "court", id: "water", type: "water-meter", name: "Water", names: { "zh-Hant": "總水表" } },
    );
  });
  afterEach(() => energy.close());

  const read = async (rates: Readonly<Record<string, number>>) => {
    for (const [meter, perHour] of Object.entries(rates)) {
      await energy.read(taipei, meter, steady(...around, 15, perHour));
    }
  };
  const views = async (medium?: string) => {
    const { items } = await energy.meters(taipei, { ...day, ...(medium && { medium }) });
    return items.map((one) => [one.equipment, one.parent, one.consumption, one.remainder, ...one.remainderFlags]);
  };

  test("tells at every level what the meters behind leave over", async () => {
    await read({ main: 10, tower: 6, lifts: 2, light: 3, park: 3, pumps: 1 });
    expect(await views("electricity")).toEqual([
      ["main", undefined, 240, 24],
      ["park", "main", 72, null],
      ["tower", "main", 144, 24],
      ["lifts", "tower", 48, null],
      ["light", "tower", 72, null],
      ["pumps", undefined, 24, null],
    ]);
  });

  test("flags that more was counted behind than in front, and that something behind is unknown", async () => {
    await read({ main: 10, tower: 6, lifts: 4, light: 3 });
    expect((await views("electricity")).filter(([id]) => id === "main" || id === "tower")).toEqual([
      ["main", undefined, 240, 96, "incomplete"],
      ["tower", "main", 144, -24, "negative"],
    ]);
  });

  test("holds every medium unless one is asked for, in its own unit", async () => {
    await read({ main: 10, water: 0.5 });
    const { items, currency, timeZone } = await energy.meters(taipei, day);
    expect(items.find(({ medium }) => medium === "water")).toEqual({
      equipment: "water",
      name: "Water",
      names: { "zh-Hant": "總水表" },
      medium: "water",
      unit: "m³",
      consumption: 12,
      cost: 144,
      completeness: 1,
      remainder: null,
      remainderFlags: [],
    });
    expect([items.length, currency, timeZone]).toEqual([7, "TWD", "Asia/Taipei"]);
  });

  test("a site's consumption is that of its main meters", async () => {
    await read({ main: 10, tower: 6, pumps: 1 });
    const { rows, total, unit } = await energy.consumption(taipei, day);
    expect(rows).toMatchObject([{ consumption: 264, completeness: 1 }]);
    expect([total.consumption, unit]).toEqual([264, "kWh"]);
  });

  test("a medium without meters has no figures", async () => {
    expect(await energy.consumption(taipei, { ...day, medium: "heat" })).toMatchObject({
      unit: "GJ",
      tariff: null,
      rows: [{ consumption: null, cost: null, completeness: 0 }],
      total: { consumption: null, cost: null, completeness: 0 },
    });
  });

  test.each([
    ["an unknown medium", { medium: "steam" }, "request-invalid"],
    ["an unknown meter", { meter: "none" }, "not-found"],
    ["what is no meter", { meter: "booster" }, "not-found"],
    ["an unknown site", { site: "nowhere" }, "not-found"],
    ["a period that is too long", { step: "hour", to: "2025-07-01T00:00:00Z" }, "period-invalid"],
    ["a period that ends before it begins", { to: "2024-04-01T00:00:00Z" }, "period-invalid"],
  ] as const)("refuses %s", async (_, query, code) => {
    await expect(energy.consumption(taipei, { ...day, ...query })).rejects.toMatchObject({ code });
  });

  test("a person of another site finds nothing here", async () => {
    await expect(energy.consumption(taipei, day, ["elsewhere"])).rejects.toMatchObject({ code: "not-found" });
  });
});
