import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, hour, minute, second } from "../time.ts";
import { type Baseline, baselineOf } from "./baseline.ts";
import type { Condition } from "./condition.ts";
import type { Rule } from "./rule.ts";
import { type SeriesSample, simulate, type Trial } from "./simulate.ts";

const text = { en: "", "zh-Hant": "", "zh-Hans": "" };
const ruleOf = (when: Condition, more: Partial<Rule> = {}): Rule => ({
  ...{ id: "T-1", version: 1, name: text, types: ["t"], when, onDelaySeconds: 0, offDelaySeconds: 0, priority: "low" },
  ...{ latching: false, lifeSafety: false, consequence: text, cause: text, action: text, respondWithinMinutes: 1 },
  ...{ provenance: "", state: "active", ...more },
});

const signs = { raised: "R", cleared: "C", priority: "P" } as const;
type Value = number | boolean | "bad" | "·";

/** One value every ten seconds; what happened and when, in seconds: `R60 C90`. */
function tell(when: Condition, values: readonly Value[], more: Partial<Rule> = {}, trial: Partial<Trial> = {}): string {
  const samples = values.flatMap((value, i): SeriesSample[] => {
    if (value === "·") return [];
    return [[i * 10 * second, value === "bad" ? 0 : value, value === "bad" ? "bad" : "good"]];
  });
  const until = (values.length + 60) * 10 * second;
  const { transitions } = simulate(ruleOf(when, more), { series: { x: samples }, until, ...trial });
  return transitions
    .map(({ at, change, priority }) => `${signs[change]}${at / second}${change === "cleared" ? "" : priority[0]}`)
    .join(" ");
}

const many = (value: Value, times: number): Value[] => Array.from({ length: times }, () => value);
const x = { point: "x" } as const;
const mean = { kind: "aggregate", ...x, figure: "mean", windowSeconds: 60, side: "above", limit: 5 } as const;
const rate = { kind: "rate", ...x, windowSeconds: 60, per: "minute", side: "above", limit: 3 } as const;
const starts = { kind: "count", ...x, of: "transitions", values: [true], windowSeconds: 60, atLeast: 2 } as const;
const above = (limit: number): Condition => ({ kind: "above", ...x, limit });

describe("conditions over time", () => {
  test.each([
    ["a mean, once the window is whole", mean, [...many(9, 8), ...many(1, 4)], "R59l C100"],
    ["a mean is not told by what is bad", mean, [9, "bad", 9, "bad", 9, 9, 9], "R59l"],
    ["a maximum is told at once", { ...mean, figure: "max" }, [1, 9, 1], "R10l C70"],
    ["a slope", rate, [0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5], "R50l C100"],
    ["a slope either way", { ...rate, absolute: true }, [9, 8, 7, 6, 5, 4, 4, 4, 4, 4], "R30l C80"],
    ["starts in a window", starts, [false, true, false, true, false], "R30l C70"],
    ["no start in a window", { ...starts, atLeast: undefined, atMost: 0 }, [true, ...many(false, 8), true], "R59l C90"],
    ["a stuck value", { kind: "stuck", ...x, seconds: 30, tolerance: 0.5 }, [1, 1.2, 1.4, 1.1, 2], "R30l C40"],
    ["silence is not stuck", { kind: "stuck", ...x, seconds: 30 }, [1, "·", "·", "·", "·", "·"], ""],
    [
      "outside",
      { kind: "outside", ...x, low: 2, high: 5, deadband: 0.5 },
      [3, 1, 2.2, 2.6, 6, 4.8, 4],
      "R10l C30 R40l C60",
    ],
    ["not", { kind: "not", of: above(5) }, [6, 4, 6], "R10l C20"],
  ] as [string, Condition, Value[], string][])("%s", (_, when, values, expected) => {
    expect(tell(when, values)).toBe(expected);
  });

  test.each([
    ["above a set-point", { side: "above", by: { amount: 2 } }, [11, 13, 11], "R10l C20"],
    ["either way, as a share", { side: "either", by: { ratio: 0.1 } }, [10, 8, 10, 12], "R10l C20 R30l"],
  ] as const)("%s", (_, more, values, expected) => {
    const attributes = { usual: 10 };
    expect(tell({ kind: "set-point", ...x, from: { attribute: "usual" }, ...more }, values, {}, { attributes })).toBe(
      expected,
    );
  });

  test("siblings", () => {
    const past = (value: number) => ({ series: { x: [[0, value] as const] } });
    const when: Condition = { kind: "siblings", ...x, side: "above", by: { ratio: 0.5 } };
    expect(tell(when, [14, 16, 14], {}, { siblings: [past(10), past(9), past(11)] })).toBe("R10l C20");
    expect(tell(when, [14, 16, 14], {}, { siblings: [past(10)] })).toBe("");
  });

  test("a baseline of the hour of the week, site time", () => {
    const monday = Date.UTC(2026, 2, 2, 0);
    const means = Array.from({ length: 4 * 168 }, (_, i) => [monday + i * hour, i % 168 === 8 ? 50 : 10] as const);
    const of = (timeZone: string): Baseline => baselineOf(means, timeZone);
    expect(of("UTC").median[8]).toBe(50);
    expect(of("Asia/Taipei").median[16]).toBe(50);
    const when: Condition = { kind: "baseline", ...x, weeks: 4, side: "above", by: { ratio: 0.2 } };
    const start = monday + 28 * day + 7.5 * hour;
    const samples = [0, 1, 2, 3].map((i): SeriesSample => [start + i * 30 * minute, i === 3 ? 70 : 40]);
    const trial = { series: { x: samples }, until: start + 3 * hour, timeZone: "UTC", baseline: () => of("UTC") };
    const told = simulate(ruleOf(when), trial).transitions;
    expect(told.map(({ change, at }) => [change, (at - start) / minute])).toEqual([
      ["raised", 0],
      ["cleared", 30],
      ["raised", 90],
    ]);
  });
});

describe("what a rule asks beside its condition", () => {
  test.each([
    ["several samples", { minimumSamples: 3 }, [6, 6, 6, 4], "R20l C30"],
    ["several samples without a break", { minimumSamples: 3 }, [6, 6, 4, 6, 6, 6], "R50l"],
    ["samples and a delay: the later", { minimumSamples: 2, onDelaySeconds: 25 }, [6, 6, 6, 6, 4], "R25l C40"],
    ["bad data freeze it", {}, [6, "bad", "bad", 4], "R0l C30"],
    ["bad data raise it", { onMissing: "raise" }, [4, "bad", 4], "R10l C20"],
    ["bad data clear it", { onMissing: "clear" }, [6, "bad", 6], "R0l C10 R20l"],
    ["bad data are left out", { onMissing: "ignore", onDelaySeconds: 25 }, [6, "bad", "bad", "bad", 4], "R25l C40"],
    [
      "it becomes graver while it lasts",
      {
        priorityAfter: [
          { minutes: 1, priority: "high" },
          { minutes: 2, priority: "critical" },
        ],
      },
      [6, ...many(6, 14), 4],
      "R0l P60h P120c C150",
    ],
  ] as [string, Partial<Rule>, Value[], string][])("%s", (_, more, values, expected) => {
    expect(tell(above(5), values, more)).toBe(expected);
  });

  test("times of the week, site time", () => {
    const calendar = { weekly: [{ days: [1], from: "22:00", to: "06:00" }] };
    const monday = Date.UTC(2026, 2, 2, 0) - 8 * hour;
    const samples = Array.from({ length: 4 * 24 }, (_, i): SeriesSample => [monday + i * 30 * minute, 9]);
    const trial = { series: { x: samples }, timeZone: "Asia/Taipei", until: monday + 2 * day };
    const told = simulate(ruleOf(above(5), { calendar }), trial).transitions;
    expect(told.map(({ change, at }) => [change, (at - monday) / hour])).toEqual([
      ["raised", 22],
      ["cleared", 30],
    ]);
  });
});

describe("several levels", () => {
  const levels: Condition = {
    ...{ kind: "levels", ...x, deadband: 0.5 },
    levels: [
      { level: "hihi", limit: 8, priority: "critical", onDelaySeconds: 20 },
      { level: "hi", limit: 5, priority: "medium" },
      { level: "lo", limit: 2, priority: "medium" },
    ],
  };
  test.each([
    ["one", [3, 6, 3], "R10m C20"],
    ["up and down", [6, 9, 9, 9, 7, 6, 4], "R0m P30c P40m C60"],
    ["too short for the upper", [6, 9, 7, 4], "R0m C30"],
    ["from one side to the other", [6, 1, 3], "R0m C20"],
    ["the upper holds within its deadband", [9, 9, 9, 7.8, 6], "R0m P20c P40m"],
  ] as [string, Value[], string][])("%s", (_, values, expected) => {
    expect(tell(levels, values)).toMatch(new RegExp(`^${expected}`));
  });
});

test("law: split anywhere, the past gives the same", () => {
  const values = fc.array(fc.constantFrom<Value>(0, 4, 6, 9, "bad"), { minLength: 1, maxLength: 40 });
  const rules = fc.record({
    onDelaySeconds: fc.constantFrom(0, 15, 40),
    offDelaySeconds: fc.constantFrom(0, 15),
    minimumSamples: fc.constantFrom(1, 3),
  });
  fc.assert(
    fc.property(values, rules, fc.nat(39), (list, more, cut) => {
      const rule = ruleOf(above(5), more);
      const samples = list.map(
        (value, i): SeriesSample => [
          i * 10 * second,
          value === "bad" ? 9 : (value as number),
          value === "bad" ? "bad" : "good",
        ],
      );
      const until = 1_000 * second;
      const whole = simulate(rule, { series: { x: samples }, until });
      const place = Math.min(cut, list.length - 1);
      const first = simulate(rule, { series: { x: samples.slice(0, place) }, until: place * 10 * second - 1 });
      // The newest value is known on the other side, as after a restart.
      const rest = samples.slice(Math.max(0, place - 1));
      const second_ = simulate(rule, { series: { x: rest }, until, from: first.end });
      expect([...first.transitions, ...second_.transitions].map(({ at, change }) => [at, change])).toEqual(
        whole.transitions.map(({ at, change }) => [at, change]),
      );
    }),
  );
});
