import { expect, test } from "vitest";
import { HandClock } from "./clock.ts";

test("a clock that is set lets no time pass: timers keep what is left of them", () => {
  const clock = new HandClock(1_000);
  const rang: number[] = [];
  clock.after(100, () => rang.push(clock.monotonic()));
  clock.set(5_000_000);
  clock.advance(99);
  expect(rang).toEqual([]);
  clock.set(0);
  clock.advance(1);
  expect(rang).toEqual([100]);
  expect([clock.now(), clock.monotonic()]).toEqual([1, 100]);
});
