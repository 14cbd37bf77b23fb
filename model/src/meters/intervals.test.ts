import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hour, minute } from "../time.ts";
import { intervals, ownInterval } from "./intervals.ts";
import { type Difference, differences, isMeasured } from "./register.ts";

const consumed = (from: number, to: number, amount: number): Difference => ({ from, to, amount, kind: "consumption" });
const hours = (...list: number[]) => list.map((one) => one * hour);
const amounts = (list: readonly { amount: number | null }[]) => list.map(({ amount }) => amount);
const completeness = (list: readonly { completeness: number }[]) => list.map((one) => one.completeness);

describe("a meter that reports every hour, at half past", () => {
  const own = hour;
  const halfPast = (...list: number[]) => list.map((amount, i) => consumed((i - 0.5) * hour, (i + 0.5) * hour, amount));

  test("is interpolated at the hours", () => {
    const found = intervals(halfPast(2, 4, 6), hours(0, 1, 2), own);
    expect(amounts(found)).toEqual([3, 5]);
    expect(completeness(found)).toEqual([1, 1]);
  });

  test("is interpolated over one missing report", () => {
    const found = intervals([consumed(0.5 * hour, 2.5 * hour, 8)], hours(0, 1, 2, 3), own);
    expect(amounts(found)).toEqual([2, 4, 2]);
    expect(completeness(found)).toEqual([0.5, 1, 0.5]);
  });

  test("is not interpolated over two missing reports: all of it counts where the gap ends", () => {
    const found = intervals([consumed(0.5 * hour, 3.5 * hour, 9)], hours(0, 1, 2, 3, 4), own);
    expect(amounts(found)).toEqual([null, null, null, 9]);
    expect(completeness(found)).toEqual([0, 0, 0, 0]);
  });

  test("a gap that ends on a boundary counts before it", () => {
    const found = intervals([consumed(0.5 * hour, 4 * hour, 9)], hours(0, 1, 2, 3, 4, 5), own);
    expect(amounts(found)).toEqual([null, null, null, 9, null]);
  });

  test("a gap inside one day leaves the day's sum known", () => {
    const found = intervals([consumed(0, 2 * hour, 3), consumed(2 * hour, 24 * hour, 40)], hours(0, 24), own);
    expect(amounts(found)).toEqual([43]);
    expect(completeness(found)).toEqual([1]);
  });

  test("what was set aside is flagged, counts nothing and covers nothing", () => {
    const spike: Difference = { from: 0, to: hour, amount: 0, kind: "spike" };
    const [first] = intervals([spike, consumed(hour, 2 * hour, 5)], hours(0, 2), own);
    expect(first).toEqual({ from: 0, to: 2 * hour, amount: 5, completeness: 0.5, flags: ["spike"] });
  });
});

test.each([
  ["the median of the gaps", [0, 60, 120, 180, 900, 960], 60 * minute],
  ["at least what is declared", [0, 0.1, 0.2], minute],
  ["what is declared when nothing was read", [], minute],
])("own interval: %s", (_, minutes, expected) => {
  expect(
    ownInterval(
      minutes.map((at) => ({ at: at * minute, value: 0 })),
      minute,
    ),
  ).toBe(expected);
});

describe("laws", () => {
  const shape = { rollover: 1_000, resolution: 0.1, maxPerHour: 50 };
  const readings = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 999, noNaN: true })), { minLength: 2 })
    .map((steps) => {
      let at = 10 * minute;
      return steps.map(([wait, value]) => {
        at += wait * minute;
        return { at, value };
      });
    });
  const width = fc.integer({ min: 15, max: 1_500 });

  test("the sum of the intervals is the sum of the differences, and completeness a share", () => {
    fc.assert(
      fc.property(readings, width, fc.integer({ min: 1, max: 120 }), (list, minutes, own) => {
        const found = differences(list, shape);
        const end = (list.at(-1)?.at ?? 0) + minutes * minute;
        const boundaries = Array.from(
          { length: Math.ceil(end / (minutes * minute)) + 1 },
          (_, i) => i * minutes * minute,
        );
        const cells = intervals(found, boundaries, own * minute);
        const sum = (amounts: readonly (number | null)[]) => amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
        expect(sum(amounts(cells))).toBeCloseTo(sum(found.filter(isMeasured).map(({ amount }) => amount)), 6);
        for (const cell of cells) {
          expect(cell.completeness).toBeGreaterThanOrEqual(0);
          expect(cell.completeness).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
