import { describe, expect, test } from "vitest";
import { Reporter } from "../live/reporter.ts";
import { readingsOf } from "./readings.ts";
import { RuleWatch } from "./rule-watch.ts";
import { type EstateState, fieldEquipment, initialEstate } from "./state.ts";
import { stepEstate } from "./step.ts";

const ids = fieldEquipment.map((one) => one.id);

/** Averages hold vehicles by the number, none of them at a loop. */
const singleCars = ["GAT-07D"];

/** What the product's rules find in a run of the estate in order. */
function judge(start: EstateState, seconds: number, dt: number, unseen: readonly string[] = []) {
  const reporter = new Reporter(ids);
  const watch = new RuleWatch();
  let state = start;
  for (let passed = 0; passed < seconds; passed += dt) {
    state = stepEstate(state, dt);
    watch.take(state.at, reporter.due(state.at, readingsOf(state), new Set()));
  }
  return watch.raised.filter(({ rule }) => !unseen.includes(rule));
}

function settled(at: string, seed: number): EstateState {
  let state = initialEstate(seed, Date.parse(at) - 3_600_000);
  for (let n = 0; n < 60; n++) state = stepEstate(state, 60);
  return state;
}

describe("an estate in order raises nothing", { timeout: 60_000 }, () => {
  test("in three days of averages, a working day, a Saturday and a Sunday", () => {
    expect(judge(settled("2025-11-21T00:00:00+08:00", 1), 3 * 86_400, 60, singleCars)).toEqual([]);
  });

  test.each([
    ["the morning's rush", "2025-11-24T07:05:00+08:00", 2],
    ["the evening's rush on a hot day", "2025-07-14T18:30:00+08:00", 3],
    ["a winter's night", "2026-01-20T03:00:00+08:00", 4],
  ])("step by step in %s", (_, at, seed) => {
    expect(judge(settled(at, seed), 1_500, 0.5)).toEqual([]);
  });
});
