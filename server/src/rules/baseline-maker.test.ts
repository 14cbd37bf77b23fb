import { day, hour } from "@plantroom/model/time.ts";
import { pino } from "pino";
import { expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import type { Bucket } from "../readings/store.ts";
import { startBaselineMaker } from "./baseline-maker.ts";
import { Baselines } from "./baselines.ts";
import { ruleOf, start, Timeline } from "./timeline-fixture.ts";

const unusual = ruleOf("UNUSUAL", {
  when: { kind: "baseline", point: "pressure", weeks: 4, side: "above", mads: 3, by: { amount: 1 } },
});

test("a value is held against the same hour of the weeks before, once the history has told what is usual", async () => {
  const baselines = new Baselines();
  const t = await Timeline.start({ rules: [unusual], baselines });
  await t.at("1s").publish("pump-1", { pressure: 9 });
  await t.at("2s").expectNone();
  let away = true;
  const asked: string[] = [];
  const store = {
    buckets: async ({ point }: { readonly point: string }, from: number, to: number, width: number) => {
      if (away) throw new RangeError("the store is away");
      asked.push(`${point} ${(to - from) / day} ${width}`);
      // Every hour of these weeks the mean was 2, 3, 2, 3.
      const hours = Array.from({ length: (to - from) / hour }, (_, i) => from + i * hour);
      return hours.map((at) => ({ from: at, mean: 2 + (Math.floor((at - from) / (7 * day)) % 2) }) as Bucket);
    },
  };
  const clock = new HandClock(start);
  const books = () => t.judging.books;
  const stop = startBaselineMaker({ store, books, baselines, clock, log: pino({ level: "silent" }) });
  const turns = async () => {
    for (let i = 0; i < 20; i++) await new Promise((turn) => setImmediate(turn));
  };
  clock.advance(1);
  await turns();
  expect(baselines.get("harbour", "pump-1", "pressure", 4)).toBeUndefined();
  away = false;
  clock.advance(6 * 60_000);
  await turns();
  expect(asked).toEqual([`pressure 28 ${hour}`]);
  // The median is 2.5, the deviation 0.5: usual up to 2.5 + 3 × 1.4826 × 0.5.
  await t.at("10s").publish("pump-1", { pressure: 4.7 });
  await t.at("11s").expectNone();
  await t.at("12s").publish("pump-1", { pressure: 4.8 });
  await t.at("12s").expectAlarm("UNUSUAL", { state: "unacknowledged" });
  await stop();
  await t.close();
});
