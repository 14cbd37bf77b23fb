import { expect, test } from "vitest";
import { LogLimiter } from "./log-limiter.ts";

test("lets through one line a second for each key and counts what it holds back", () => {
  const limiter = new LogLimiter();
  const lines = [0, 1, 999, 1_000, 1_001, 5_000].map((at) => limiter.allow("a", at));
  expect(lines).toEqual([0, undefined, undefined, 2, undefined, 1]);
  expect(limiter.allow("b", 1)).toBe(0);
});

test("a clock that is set back silences nobody", () => {
  const limiter = new LogLimiter();
  expect([3_600_000, 0, 500, 1_000].map((at) => limiter.allow("a", at))).toEqual([0, 0, undefined, 1]);
});

test("does not grow with the number of keys for ever", () => {
  const limiter = new LogLimiter();
  for (let i = 0; i <= 10_000; i++) limiter.allow(String(i), 0);
  expect(limiter.allow("0", 0)).toBe(0);
});
