import { expect, test } from "vitest";
import { Backlog } from "./backlog.ts";

function filled(count: number, equipment = "pump"): Backlog {
  const backlog = new Backlog();
  for (let at = 0; at < count; at++) backlog.add(equipment, { at, values: {} });
  return backlog;
}

test("gives back what was kept, oldest first, a message at a time", () => {
  const backlog = filled(50);
  expect(backlog.take()?.readings.map(({ at }) => at)).toEqual(Array.from({ length: 48 }, (_, n) => n));
  expect(backlog.take()?.readings.map(({ at }) => at)).toEqual([48, 49]);
  expect(backlog.take()).toBeUndefined();
});

test("gives up the oldest of the equipment that has most, and counts them", () => {
  const backlog = filled(20_000, "talkative");
  backlog.add("quiet", { at: 1, values: {} });
  backlog.add("quiet", { at: 2, values: {} });
  expect(backlog.size).toBe(20_000);
  expect(backlog.takeLost()).toBe(2);
  expect(backlog.takeLost()).toBe(0);
  expect(backlog.take()?.readings[0]).toEqual({ at: 2, values: {} });
});
