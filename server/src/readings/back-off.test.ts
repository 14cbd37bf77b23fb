import { expect, test } from "vitest";
import { backOff } from "./back-off.ts";

test("waits double from a quarter of a second to half a minute", () => {
  const waits = [1, 2, 3, 7, 8, 9, 100].map((failures) => backOff(failures, () => 1));
  expect(waits).toEqual([250, 500, 1_000, 16_000, 30_000, 30_000, 30_000]);
});

test("chance takes up to half of it", () => {
  expect([0, 0.5, 1].map((chance) => backOff(3, () => chance))).toEqual([500, 750, 1_000]);
});
