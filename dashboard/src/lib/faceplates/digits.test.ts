import { expect, test } from "vitest";
import { wheelsOf } from "./digits.ts";

test.each([
  [18_324.57, 1_000_000, 2, "018324", "57"],
  [0.29, 1_000_000, 2, "000000", "29"],
  [999_999.999, 1_000_000, 2, "999999", "99"],
  [1_234.5678, 10_000_000, 0, "0001234", ""],
  [-3, 1_000, 1, "000", "0"],
  [5, 1, 0, "5", ""],
])("%d of %d with %d decimals", (value, rollover, decimals, whole, fraction) => {
  expect(wheelsOf(value, rollover, decimals)).toEqual({ whole, fraction });
});
