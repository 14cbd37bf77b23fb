import { describe, expect, test } from "vitest";
import { isStale } from "./reading.ts";

describe("isStale", () => {
  const reading = { at: 100_000, value: 1, quality: "good" as const };
  test.each([
    ["fresh within twice its interval", 30, 60_000, false],
    ["stale after it", 30, 60_001, true],
    ["a fast point gets 10 s all the same", 1, 10_000, false],
    ["and is stale then", 1, 10_001, true],
  ])("%s", (_, intervalSeconds, age, expected) => {
    expect(isStale(reading, { intervalSeconds }, reading.at + age)).toBe(expected);
  });
  test("what the server calls stale is stale", () => {
    expect(isStale({ ...reading, quality: "stale" }, { intervalSeconds: 60 }, reading.at)).toBe(true);
  });
});
