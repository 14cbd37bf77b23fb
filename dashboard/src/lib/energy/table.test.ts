import type { EnergyRow } from "@plantroom/model/api/types.ts";
import { addUp } from "@plantroom/model/energy/rounding.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costText, moneyText, percentText, quantityText } from "./figures.ts";
import { bandsOf, bandTotal, findingsOf, isGap, linesOf } from "./table.ts";

const row = (hour: number, byBand: EnergyRow["byBand"], flags: EnergyRow["flags"] = []): EnergyRow => ({
  from: new Date(hour * 3_600_000).toISOString(),
  to: new Date((hour + 1) * 3_600_000).toISOString(),
  consumption: addUp(
    Object.values(byBand).map((one) => one.consumption),
    2,
  ),
  cost: addUp(
    Object.values(byBand).map((one) => one.cost),
    2,
  ),
  byBand,
  completeness: 1,
  flags,
});
const peak = (consumption: number) => ({ peak: { consumption, cost: consumption * 8 } });
const off = (consumption: number) => ({ "off-peak": { consumption, cost: consumption * 2 } });

test("every slot has its line, the future without a row", () => {
  const lines = linesOf([0, 3_600_000, 7_200_000], [row(0, peak(1)), row(1, off(2))]);
  expect(lines.map(({ row }) => row?.consumption)).toEqual([1, 2, undefined]);
});

test("the bands of a table add up to its total, digit by digit", () => {
  const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 100);
  const rows = fc.array(fc.tuple(cents, cents), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(rows, (list) => {
      const table = list.map(([a, b], hour) => row(hour, { ...peak(a), ...off(b) }));
      const total = addUp(
        table.map((one) => one.consumption),
        2,
      );
      const byBand = addUp(
        bandsOf(table).map((band) => bandTotal(table, band, "electricity")),
        2,
      );
      expect(quantityText(byBand, "electricity", "en")).toBe(quantityText(total, "electricity", "en"));
    }),
  );
});

test("bands stand in the order of their price", () => {
  expect(bandsOf([row(0, off(1)), row(1, peak(1))])).toEqual(["peak", "off-peak"]);
});

test("findings are counted by row, the gravest first; plain consumption is none", () => {
  const rows = [
    row(0, peak(1), ["consumption", "rollover"]),
    row(1, peak(1), ["spike"]),
    row(2, {}, ["spike", "jitter"]),
  ];
  expect(findingsOf(rows)).toEqual([
    { kind: "spike", count: 2 },
    { kind: "rollover", count: 1 },
    { kind: "jitter", count: 1 },
  ]);
});

test.each([
  ["over and complete", 1, 9, false],
  ["over, some missing", 0.998, 9, true],
  ["running, a little behind", 0.95, 0.5, false],
  ["running, half missing", 0.5, 0.5, true],
  ["never measured", 0, 9, false],
])("a row that is %s", (_, completeness, hour, expected) => {
  expect(isGap({ ...row(0, peak(1)), completeness }, hour * 3_600_000)).toBe(expected);
});

describe("figures", () => {
  test.each([
    [quantityText(1_234.5, "electricity", "en"), "1,234.50"],
    [quantityText(1.2, "water", "en"), "1.200"],
    [quantityText(null, "gas", "en"), "–"],
    [moneyText(12, "TWD", "en"), "TWD 12.00"],
    [costText(12, "JPY", "en"), "12"],
    [percentText(0.99999, "en"), "99.9 %"],
    [percentText(1, "en"), "100 %"],
  ])("%s", (text, expected) => expect(text).toBe(expected));
});
