import { day, hour, minute, second } from "@plantroom/model/time.ts";
import { expect, test } from "vitest";
import { autoWidth } from "./resolution.ts";

test.each([
  ["an hour", hour, 10 * second],
  ["a day", day, 3 * minute],
  ["a week", 7 * day, 20 * minute],
  ["30 days", 30 * day, 2 * hour],
  ["a year", 365 * day, day],
  ["ten years", 3_650 * day, 7 * day],
  ["a moment", 500, second],
])("%s", (_, period, width) => {
  expect(autoWidth(period)).toBe(width);
});
