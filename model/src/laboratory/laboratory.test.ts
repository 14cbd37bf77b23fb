import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Quality } from "../quality.ts";
import type { Condition } from "../rules/condition.ts";
import type { Rule } from "../rules/rule.ts";
import { type SeriesSample, simulate } from "../rules/simulate.ts";
import { minute, second } from "../time.ts";
import { candidatesOf } from "./candidates.ts";
import { noiseOf } from "./noise.ts";
import { type Occurrence, totalsOf } from "./occurrence.ts";
import { thinned } from "./thinned.ts";

const text = { en: "", "zh-Hant": "", "zh-Hans": "" };
const ruleOf = (when: Condition, more: Partial<Rule> = {}): Rule => ({
  ...{ id: "T-1", version: 1, name: text, types: ["t"], when, onDelaySeconds: 0, offDelaySeconds: 0, priority: "low" },
  ...{ latching: false, lifeSafety: false, consequence: text, cause: text, action: text, respondWithinMinutes: 1 },
  ...{ provenance: "", state: "active", ...more },
});
const above: Condition = { kind: "above", point: "x", limit: 5, deadband: 2 };

describe("samples that decide nothing are left out", () => {
  const conditions: readonly Condition[] = [
    above,
    { kind: "below", point: "x", limit: 4 },
    { kind: "outside", point: "x", low: 2, high: 7, deadband: 1 },
    { kind: "any", of: [above, { kind: "not", of: { kind: "is", point: "x", values: [3] } }] },
    {
      ...{ kind: "levels", point: "x", deadband: 1 },
      levels: [
        { level: "hihi", limit: 7, priority: "high" },
        { level: "hi", limit: 5, priority: "low", onDelaySeconds: 15 },
      ],
    },
  ];

  test("law: rules raise and clear as over the whole", () => {
    const sample = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom<Quality>("good", "good", "good", "bad"));
    const more = fc.record({
      onDelaySeconds: fc.constantFrom(0, 15, 40),
      offDelaySeconds: fc.constantFrom(0, 15),
      onMissing: fc.constantFrom("freeze", "raise", "clear", "ignore"),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 60 }), fc.constantFrom(...conditions), more, (list, when, also) => {
        const rules = [ruleOf(when, also), ruleOf(above, also)];
        const x = list.map(([value, quality], i): SeriesSample => [i * 10 * second, value, quality]);
        const short = thinned(rules, { series: { x } });
        for (const rule of rules) {
          const told = (series: readonly SeriesSample[]) =>
            simulate(rule, { series: { x: series }, until: 1_000 * second }).transitions.map(
              ({ at, change, priority }) => {
                return `${change} ${at} ${priority}`;
              },
            );
          expect(told(short?.series.x ?? [])).toEqual(told(x));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a steady point is a handful; what asks for a window is left whole", () => {
    const x = Array.from({ length: 1_000 }, (_, i): SeriesSample => [i, i % 2]);
    expect(thinned([ruleOf(above)], { series: { x } })?.series.x).toHaveLength(1);
    expect(thinned([ruleOf(above, { minimumSamples: 2 })], { series: { x } })).toBeUndefined();
  });
});

test("noise is told by neighbours: a slow course does not count", () => {
  const steps = Array.from({ length: 1_000 }, (_, i): SeriesSample => [i, i * 0.001 + (i % 2 === 0 ? 0 : 1)]);
  expect(noiseOf(steps)).toBeCloseTo(1 / (0.6745 * Math.SQRT2), 2);
  expect(noiseOf([[0, true]])).toBeUndefined();
});

test("candidates move one number each, away from raising, the mildest first", () => {
  const list = candidatesOf(ruleOf(above, { onDelaySeconds: 300 }), 0.5);
  const of = (path: string) => list.filter((one) => one.path === path).map(({ value }) => value);
  expect(of("onDelaySeconds")).toEqual([600, 900, 1_800, 3_600]);
  expect(of("when.limit")).toEqual([5.5, 6, 6.5, 7.5, 9, 11.5]);
  expect(of("when.deadband")).toEqual([2.5, 4, 6.5]);
  expect(list.find(({ path }) => path === "when.limit")?.rule.when).toEqual({ ...above, limit: 5.5 });
});

test("floods, chattering, fleeting alarms and work orders", () => {
  const one = (raisedAt: number, length: number): Occurrence => ({
    ...{ equipment: "e", conditionSince: raisedAt, raisedAt, clearedAt: raisedAt + length, priority: "critical" },
    ...{ seen: undefined, worst: undefined },
  });
  const burst = Array.from({ length: 12 }, (_, i) => one(i * 20 * second, 10 * second));
  const found = totalsOf([...burst, one(200 * minute, minute)], { from: 0, to: 24 * 60 * minute }, true);
  expect(found).toMatchObject({
    alarms: 13,
    floods: 1,
    chattering: 4,
    fleeting: 12,
    workOrders: 2,
    activeSeconds: 180,
  });
});
