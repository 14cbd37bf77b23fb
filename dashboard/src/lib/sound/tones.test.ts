import { describe, expect, test } from "vitest";
import { patterns, untilNext } from "./tones.ts";

describe("the next round of a tone", () => {
  test.each([
    ["high", 3_000, 0],
    ["high", 0, 1_020],
    ["high", 620, 400],
    ["critical", 100, 860],
    ["fire", 100, 1_000],
    ["link-lost", 9_000, 0],
  ] as const)("%s, begun %i ms ago, may begin again in %i ms", (tone, since, wait) => {
    expect(Math.round(untilNext(tone, since))).toBe(wait);
  });

  test("a further alarm waits for its sound no longer than the round takes, whatever the pause", () => {
    for (const tone of ["fire", "critical", "high"] as const) {
      expect(untilNext(tone, 0)).toBeLessThan(1_200);
      expect(untilNext(tone, 0)).toBeLessThanOrEqual((patterns[tone].every ?? 0) * 1_000);
    }
  });
});
