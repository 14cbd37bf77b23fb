import { day, hour } from "@plantroom/model/time.ts";
import { pino } from "pino";
import { expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { startRetention } from "./retention.ts";

test("forgets whole days at the start and every few hours, also after a failure", async () => {
  const clock = new HandClock(100 * day + 5 * hour);
  const asked: number[] = [];
  const rollUps: number[] = [];
  const store = {
    forget: async (before: number) => {
      asked.push(before / day);
      if (asked.length === 2) throw new TypeError("store is away");
      return 1;
    },
    forgetRollUps: async (before: number) => void rollUps.push(before / day),
  };
  const stop = startRetention({ store, clock, log: pino({ level: "silent" }), days: 30, rollUpDays: 50 });
  for (let passed = 0; passed < 24; passed++) {
    clock.advance(hour);
    await new Promise(setImmediate);
  }
  expect(asked).toEqual([70, 70, 70, 71]);
  expect(rollUps).toEqual([50, 50, 51]);
  stop();
  clock.advance(day);
  expect(asked).toHaveLength(4);
});
