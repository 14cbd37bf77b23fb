import { maxPayloadBytes } from "@plantroom/model/topics/topics.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { beginEstate, type CaughtUp, continueEstate } from "../catch-up.ts";
import { readingsOf } from "../estate/readings.ts";
import { fieldEquipment } from "../estate/state.ts";
import { stepEstate, withFault } from "../estate/step.ts";
import { type HistoryMessage, messagesIn, messagesOf, runTo } from "./history.ts";

const now = Date.parse("2025-11-24T14:07:31.250+08:00");
const quarter = 15 * 60_000;
const here = async (...[start, to]: Parameters<typeof runTo>) => runTo(start, to);

let first: Required<CaughtUp>;
beforeAll(async () => {
  first = await beginEstate(now, here);
}, 60_000);

describe("the history of a first start", () => {
  let messages: HistoryMessage[];
  beforeAll(() => {
    messages = [...messagesOf(first.past)];
  }, 60_000);

  test("is thirty days in quarters of an hour, of all equipment, up to less than a quarter ago", () => {
    for (const { id } of fieldEquipment) {
      const times = messages
        .filter(({ equipment }) => equipment === id)
        .flatMap(({ readings }) => readings.map(({ at }) => Number(at)));
      expect(times).toHaveLength(30 * 96 + 1);
      expect(times.every((at, n) => at % quarter === 0 && (n === 0 || at - (times[n - 1] ?? 0) === quarter))).toBe(
        true,
      );
      expect(now - (times.at(-1) ?? 0)).toBeLessThan(quarter);
    }
  });

  test("becomes as many messages as it says, each of which a device may send", () => {
    expect(messages).toHaveLength(messagesIn(first.past));
    const sizes = messages.map(({ readings }) => JSON.stringify(readings).length);
    expect(Math.max(...sizes)).toBeLessThan(maxPayloadBytes);
    const counts = messages.map(({ readings }) =>
      readings.reduce((sum, { values }) => sum + Object.keys(values).length, 0),
    );
    expect(Math.max(...counts)).toBeLessThan(2_000);
  });

  test("has registers that only grow, but for one that rolls over", () => {
    const steps = new Map<string, number[]>();
    for (const { id } of fieldEquipment.filter(({ type }) => type.endsWith("-meter"))) {
      const key = id.startsWith("em-") ? "energy_import" : "volume";
      const values = messages
        .filter(({ equipment }) => equipment === id)
        .flatMap(({ readings }) => readings.map(({ values: all }) => Number(all[key])));
      steps.set(
        id,
        values.slice(1).map((value, n) => value - (values[n] ?? 0)),
      );
    }
    const backwards = [...steps].filter(([, differences]) => differences.some((difference) => difference < 0));
    expect(backwards.map(([id]) => id)).toEqual(["em-plant"]);
    expect(backwards[0]?.[1].filter((difference) => difference < 0)).toHaveLength(1);
  });

  test("ends where live begins: registers go on, none steps back", () => {
    const live = readingsOf(stepEstate(first.estate, 0.5));
    for (const { id } of fieldEquipment.filter(({ type }) => type.endsWith("-meter"))) {
      const key = id.startsWith("em-") ? "energy_import" : "volume";
      const last = messages.findLast(({ equipment }) => equipment === id)?.readings.at(-1)?.values[key];
      expect(Number(live[id]?.[key])).toBeGreaterThanOrEqual(Number(last));
      expect(Number(live[id]?.[key]) - Number(last)).toBeLessThan(200);
    }
    expect(now - first.estate.at).toBeLessThan(1_000);
  });

  test("goes on from where it was interrupted", () => {
    const rest = messagesOf(first.past);
    for (let n = 0; n < 100; n++) rest.next();
    expect(rest.next().value).toEqual(messages[100]);
  });
});

describe("a later start", { timeout: 60_000 }, () => {
  test("after a short stop comes to where an estate without one would be", async () => {
    let straight = first.estate;
    const { estate, past } = await continueEstate(straight, straight.at + 90_000, here);
    for (let n = 0; n < 180; n++) straight = stepEstate(straight, 0.5);
    expect(estate).toEqual(straight);
    expect(past).toBeUndefined();
  });

  test("after a day tells the day", async () => {
    const kept = first.estate;
    const { estate, past } = await continueEstate(kept, kept.at + 86_400_000, here);
    expect(estate.at).toBe(kept.at + 86_400_000);
    const times = past
      ? [...messagesOf(past)].filter(({ equipment }) => equipment === "em-main").flatMap(({ readings }) => readings)
      : [];
    expect(times).toHaveLength(96);
    expect(Number(times[0]?.at) - kept.at).toBeLessThanOrEqual(quarter);
  });

  test("after a year tells no more than the history does", async () => {
    const kept = first.estate;
    const { past } = await continueEstate(kept, kept.at + 365 * 86_400_000, here);
    expect(past && (past.to - past.from) / 86_400_000).toBeCloseTo(30, 1);
  });

  test("does not tell for a meter that is silent", async () => {
    const kept = withFault(first.estate, "meter-silent", true);
    const { past } = await continueEstate(kept, kept.at + 3 * 3_600_000, here);
    const tellers = new Set(past ? [...messagesOf(past)].map(({ equipment }) => equipment) : []);
    expect(tellers.has("em-clubhouse")).toBe(false);
    expect(tellers.has("em-main")).toBe(true);
  });
});
