import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import type { NumberPoint } from "@plantroom/model/points/point.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barScale, ratedOf, shareOf } from "./scale.ts";

const pressure = { unit: "MPa", range: [0, 2.5], normal: [0.4, 1.2] } as const;
const level = { unit: "%", range: [0, 100], normal: [40, 95] } as const;
const ampere = { unit: "A", range: [0, 2_000] } as const;
const rounded = (band: readonly number[] | undefined) => band?.map((one) => Number(one.toFixed(4)));

describe("a bar shows", () => {
  test.each([
    ["the normal band with air", pressure, 0.6, undefined, [0.2, 1.4]],
    ["and reaches to the value", pressure, 2, undefined, [0.2, 2]],
    ["but not beyond the range", pressure, 7, undefined, [0, 2.5]],
    ["all of a percentage", level, 60, undefined, [0, 100]],
    ["a quarter more than the rating", ampere, 12, 40, [0, 50]],
    ["nothing where neither is known", ampere, 12, undefined, undefined],
    ["nothing below a band from nothing", { ...ampere, normal: [0, 60] as const }, 1, undefined, [0, 75]],
  ] as const)("%s", (_, point, value, rated, expected) => {
    expect(rounded(barScale(point, value, rated))).toEqual(expected);
  });
});

const numbers = builtInDeviceTypes.flatMap((type) =>
  Object.entries(type.points).flatMap(([id, point]) =>
    point.kind === "number" ? [[`${type.id} ${id}`, point] as [string, NumberPoint]] : [],
  ),
);
test.each(numbers)("the bar of %s holds every value of its range", (_, point) => {
  fc.assert(
    fc.property(fc.double({ min: point.range[0], max: point.range[1], noNaN: true }), (value) => {
      const scale = barScale(point, value);
      if (!scale) return;
      expect(scale[0]).toBeLessThanOrEqual(value + 1e-9);
      expect(scale[1]).toBeGreaterThanOrEqual(value - 1e-9);
      expect(shareOf(value, scale)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("a rating is an attribute of the equipment", () => {
  expect(ratedOf("current", { rated_current: 29 })).toBe(29);
  expect(ratedOf("current", { rated_current: "29" })).toBeUndefined();
  expect(ratedOf("flow", { rated_current: 29 })).toBeUndefined();
});
