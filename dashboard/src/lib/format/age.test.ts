import { describe, expect, test } from "vitest";
import { ageOf } from "./age.ts";

describe("ageOf", () => {
  test.each([
    [-5_000, 0, "seconds"],
    [59_999, 59, "seconds"],
    [60_000, 1, "minutes"],
    [3_599_000, 59, "minutes"],
    [3_600_000, 1, "hours"],
    [47.9 * 3_600_000, 47, "hours"],
    [48 * 3_600_000, 2, "days"],
  ] as const)("%d ms", (milliseconds, count, unit) => {
    expect(ageOf(milliseconds)).toEqual({ count, unit });
  });
});
