import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demoSites } from "../demo/estate.ts";
import { boundaries } from "../meters/calendar.ts";
import { checkTariff, cost, type DayPattern, priceAt, type Tariff, tariffOn } from "./tariff.ts";
import { defaultTariffs } from "./tariffs.ts";

const tou = defaultTariffs[0] as Tariff;
const taipei = "Asia/Taipei";
const local = (text: string) => Date.parse(`${text}+08:00`);

describe("the commercial time-of-use tariff", () => {
  test.each([
    ["2026-07-01T08:59", "a summer weekday before nine", "off-peak", 2.2],
    ["2026-07-01T09:00", "a summer weekday from nine", "half-peak", 5],
    ["2026-07-01T16:00", "a summer weekday from four", "peak", 8.1],
    ["2026-07-01T22:00", "a summer weekday from ten", "half-peak", 5],
    ["2026-07-04T16:00", "a summer Saturday", "half-peak", 5],
    ["2026-07-05T16:00", "a summer Sunday", "off-peak", 2.2],
    ["2026-01-05T12:00", "noon in winter", "off-peak", 2.1],
    ["2026-01-05T16:00", "a winter afternoon", "half-peak", 4.7],
    ["2026-01-10T16:00", "a winter Saturday", "half-peak", 2.4],
    ["2026-01-11T16:00", "a winter Sunday", "off-peak", 2.1],
  ] as const)("%s, %s", (time, _, band, price) => {
    expect(priceAt(tou, local(time), taipei)).toEqual({ band, price });
  });

  test("adds up by band", () => {
    const quarters = boundaries("quarter", local("2026-07-01T00:00"), local("2026-07-02T00:00"), taipei);
    const found = cost(
      quarters.slice(1).map((_, i) => ({ from: quarters[i] ?? 0, amount: 1 })),
      tou,
      taipei,
    );
    expect(found.consumption).toBe(96);
    expect(found.byBand["off-peak"]?.consumption).toBe(36);
    expect(found.byBand["half-peak"]?.consumption).toBe(36);
    expect(found.byBand.peak?.consumption).toBe(24);
    expect(found.cost).toBeCloseTo(36 * 2.2 + 36 * 5 + 24 * 8.1, 9);
  });

  test("the bands add up to the whole, whatever was consumed when", () => {
    const instants = fc.integer({ min: local("2026-01-01T00:00"), max: local("2027-01-01T00:00") });
    const amount = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.record({ from: instants, amount }), { maxLength: 50 }), (list) => {
        const found = cost(list, tou, taipei);
        const bands = Object.values(found.byBand);
        const known = list.filter((one) => one.amount !== null);
        if (known.length === 0) {
          expect(found).toEqual({ consumption: null, cost: null, byBand: {} });
          return;
        }
        expect(bands.reduce((sum, band) => sum + band.consumption, 0)).toBeCloseTo(found.consumption ?? NaN, 4);
        expect(bands.reduce((sum, band) => sum + band.cost, 0)).toBeCloseTo(found.cost ?? NaN, 4);
      }),
    );
  });
});

describe("the tariffs that come with the product", () => {
  test.each(defaultTariffs.map((one) => [one.id, one] as const))("%s leaves no hole", (_, tariff) => {
    expect(checkTariff(tariff)).toEqual([]);
  });

  const used = demoSites.flatMap((site) =>
    Object.entries(site.tariffs ?? {}).map(([medium, id]) => [site.id, medium, id]),
  );
  test.each(used)("%s finds its tariff for %s", (_, medium, id) => {
    expect(tariffOn(defaultTariffs, id ?? "", "2026-01-01")).toMatchObject({ medium, currency: "TWD" });
  });
});

describe("a faulty tariff", () => {
  const pattern = (slots: DayPattern["slots"], more: Partial<DayPattern> = {}): DayPattern => {
    return { slots, prices: { flat: 1 }, ...more };
  };
  const slot = (fromMinute: number, toMinute: number) => ({ fromMinute, toMinute, band: "flat" as const });
  test.each([
    ["an hour nobody priced", [pattern([slot(0, 600), slot(660, 1440)])], ["slot-gap"]],
    ["an end before midnight", [pattern([slot(0, 600)])], ["slot-gap"]],
    ["two prices at once", [pattern([slot(0, 720), slot(660, 1440)])], ["slot-overlap"]],
    ["a minute that is no quarter hour", [pattern([slot(0, 10), slot(10, 1440)])], ["slot-bounds", "slot-bounds"]],
    ["a band without price", [pattern([slot(0, 1440)], { prices: {} })], ["band-without-price"]],
    ["a day without pattern", [pattern([slot(0, 1440)], { months: [1] })], ["day-without-pattern"]],
  ] as const)("%s", (_, patterns, codes) => {
    expect(checkTariff({ ...tou, patterns }).map(({ code }) => code)).toEqual(codes);
  });

  test("what has no price has no cost", () => {
    const holed = { ...tou, patterns: [pattern([slot(0, 600)])] };
    const at = [
      { from: local("2026-07-01T09:00"), amount: 1 },
      { from: local("2026-07-01T12:00"), amount: 2 },
    ];
    expect(cost(at, holed, taipei)).toEqual({
      consumption: 3,
      cost: null,
      byBand: { flat: { consumption: 1, cost: 1 } },
    });
  });
});

test("the version that began last holds", () => {
  const later = { ...tou, version: 2, validFrom: "2026-07-01" };
  const on = (day: string) => tariffOn([later, tou], tou.id, day)?.version;
  expect([on("2015-12-31"), on("2026-06-30"), on("2026-07-01")]).toEqual([undefined, 1, 2]);
});
