import fc from "fast-check";
import { expect, test } from "vitest";
import { addUp, costDecimals, formatFigure, percentOf, roundTo, shareOut } from "./rounding.ts";

test.each([
  [1.005, 2, 1],
  [2.675001, 2, 2.68],
  [-0.0001, 2, 0],
  [1234.5, 0, 1235],
])("%d to %d digits is %d", (value, decimals, expected) => {
  expect(Object.is(roundTo(value, decimals), expected)).toBe(true);
});

test.each([
  ["TWD", 2],
  ["JPY", 0],
  ["KWD", 3],
])("%s has %d digits", (currency, digits) => {
  expect(costDecimals(currency)).toBe(digits);
});

test.each([
  [1, 100],
  [0.99999, 99.9],
  [0.5, 50],
  [0.289, 28.9],
  [1.2, 100],
  [0, 0],
])("a share of %d is %d %%", (share, percent) => {
  expect(percentOf(share)).toBe(percent);
});

test("thirds of a cent are shared out, what is unknown stays so", () => {
  expect(shareOut([1 / 300, null, 1 / 300, 1 / 300], 2)).toEqual([0, null, 0.01, 0]);
});

test("figures are written with all their digits and nothing else", () => {
  expect([1234567.5, 0, -2, null].map((one) => formatFigure(one, 2))).toEqual(["1234567.50", "0.00", "-2.00", ""]);
});

test("law: the parts add up to the rounded whole, and each is off by less than one last digit", () => {
  const amounts = fc.array(fc.option(fc.double({ min: 0, max: 500, noNaN: true })), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 3 }), (list, decimals) => {
      const shared = shareOut(list, decimals);
      const whole = list.reduce<number>((sum, one) => sum + (one ?? 0), 0);
      expect(addUp(shared, decimals) ?? 0).toBe(roundTo(whole, decimals));
      for (const [i, one] of shared.entries()) {
        expect(Math.abs((one ?? 0) - (list[i] ?? 0))).toBeLessThan(10 ** -decimals + 1e-9);
      }
    }),
  );
});
