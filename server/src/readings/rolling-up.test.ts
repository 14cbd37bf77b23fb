import { minute } from "@plantroom/model/time.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { startRollingUp } from "./rolling-up.ts";

test("rolls up until nothing is due, rests in between, and tries again after a failure", async () => {
  const clock = new HandClock(0);
  const due = [2, 1, 0, Number.NaN, 1, 0];
  const asked: number[] = [];
  const rounds: number[] = [];
  const store = {
    rollUp: async () => {
      asked.push(clock.now());
      const count = due.shift() ?? 0;
      if (Number.isNaN(count)) throw new TypeError("store is away");
      return count;
    },
  };
  const metrics = new Registry();
  const onRound = async () => void rounds.push(clock.now());
  const stop = startRollingUp({ store, clock, log: pino({ level: "silent" }), metrics, onRound });
  const pass = async (time: number) => {
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    clock.advance(time);
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  };
  await pass(20);
  await pass(20);
  expect(asked).toEqual([0, 20, 40]);
  expect(rounds).toEqual([40]);
  await pass(minute);
  await pass(minute);
  await pass(20);
  expect(asked.map((at) => at - 40)).toEqual([-40, -20, 0, minute, 2 * minute, 2 * minute + 20]);
  expect(await metrics.getSingleMetric("plantroom_rolled_up_days_total")?.get()).toMatchObject({
    values: [{ value: 4 }],
  });
  await stop();
});
