import fc from "fast-check";
import { expect, test } from "vitest";
import { heightOf, stepOf, steppedBy, valueAt } from "./drag.ts";

const area = { top: 6, bottom: 206 };

test("the value under the height of a value is that value", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 }), (tenths) => {
      const extent = { low: 0, high: 100 };
      expect(valueAt(heightOf(tenths / 10, extent, area), extent, area, 1)).toBe(tenths / 10);
    }),
  );
});
test("a line is never dragged out of the drawing", () => {
  expect(valueAt(-50, { low: 0, high: 100 }, area, 0)).toBe(100);
  expect(valueAt(900, { low: 0, high: 100 }, area, 0)).toBe(0);
});
test.each([
  ["ArrowUp", 5.1],
  ["ArrowDown", 4.9],
  ["PageUp", 6],
  ["a", undefined],
])("%s moves it to %j", (key, value) => {
  expect(steppedBy(key, 5, 0.1, 1)).toBe(value);
});
test.each([
  [{ low: 0, high: 100 }, 0, 1],
  [{ low: 0, high: 1_000 }, 0, 10],
  [{ low: 0, high: 2 }, 1, 0.1],
])("the step of %j with %d digits is %d", (extent, decimals, step) => {
  expect(stepOf(extent, decimals)).toBeCloseTo(step);
});
