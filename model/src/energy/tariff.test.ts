import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demoSites } from "../demo/estate.ts";
import { boundaries } from "../meters/calendar.ts";
import { checkTariff, type DayPattern, priceAt, pricesOf, type Tariff, tariffOn } from "./tariff.ts";
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

  test("has so many quarter hours of each band in a summer day", () => {
    const quarters = boundaries("quarter", local("2026-07-01T00:00"), local("2026-07-02T00:00"), taipei).slice(0, -1);
    const priceOf = pricesOf(tou, taipei);
    const counts = Object.groupBy(quarters, (quarter) => priceOf(quarter)?.band ?? "flat");
    expect([counts["off-peak"]?.length, counts["half-peak"]?.length, counts.peak?.length]).toEqual([36, 36, 24]);
  });

  test("prices in any order as it prices one at a time", () => {
    const instants = fc.integer({ min: local("2026-01-01T00:00"), max: local("2027-01-01T00:00") });
    fc.assert(
      fc.property(fc.array(instants), (list) => {
        const priceOf = pricesOf(tou, taipei);
        expect(list.map(priceOf)).toEqual(list.map((at) => priceAt(tou, at, taipei)));
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

  test("has no price in its hole", () => {
    const holed = { ...tou, patterns: [pattern([slot(0, 600)])] };
    expect(priceAt(holed, local("2026-07-01T09:00"), taipei)).toEqual({ band: "flat", price: 1 });
    expect(priceAt(holed, local("2026-07-01T12:00"), taipei)).toBeUndefined();
  });
});

test("the version that began last holds", () => {
  const later = { ...tou, version: 2, validFrom: "2026-07-01" };
  const on = (day: string) => tariffOn([later, tou], tou.id, day)?.version;
  expect([on("2015-12-31"), on("2026-06-30"), on("2026-07-01")]).toEqual([undefined, 1, 2]);
});
