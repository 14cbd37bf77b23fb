import { expect, test } from "vitest";
import { watchedClock } from "./clock-watch.ts";

function trial() {
  let wall = 1_000_000;
  let passed = 0;
  const told: unknown[] = [];
  const clock = watchedClock(
    () => wall,
    () => passed,
    (by, now) => told.push([by, now]),
  );
  const after = (time: number, setBy = 0) => {
    passed += time;
    wall += time + setBy;
    return clock();
  };
  return { after, told };
}

test.each([
  ["forward by an hour", 3_600_000],
  ["back by an hour", -3_600_000],
  ["forward by two seconds", 2_000],
])("tells of a clock that is set %s, once, before the time is used", (_, by) => {
  const { after, told } = trial();
  after(500);
  expect(told).toEqual([]);
  const now = after(10, by);
  expect(told).toEqual([[by, now]]);
  after(60_000);
  expect(told).toHaveLength(1);
});

test("time that passes, a pause of the process and a slewed clock are no jumps", () => {
  const { after, told } = trial();
  after(3_600_000);
  for (let i = 0; i < 100; i++) after(1_000, 100);
  for (let i = 0; i < 100; i++) after(1_000, -100);
  expect(told).toEqual([]);
});
