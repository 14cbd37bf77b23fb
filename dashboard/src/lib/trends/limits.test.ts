import type { Point } from "@plantroom/model/points/point.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { expect, test } from "vitest";
import { limitsOf } from "./limits.ts";

const text = { en: "", "zh-Hant": "", "zh-Hans": "" };
const rule = (when: Condition, change: Partial<Rule> = {}): Rule => ({
  id: "R-1",
  version: 1,
  name: text,
  types: ["pump"],
  when,
  onDelaySeconds: 0,
  offDelaySeconds: 0,
  priority: "high",
  latching: false,
  lifeSafety: false,
  consequence: text,
  cause: text,
  action: text,
  respondWithinMinutes: 5,
  provenance: "",
  state: "active",
  ...change,
});
const pump = { id: "p1", type: "pump", attributes: { rated_current: 30 } };
const above = (limit: Extract<Condition, { kind: "above" }>["limit"], point = "current"): Condition => ({
  kind: "above",
  point,
  limit,
});

test.each<[string, Rule, number[]]>([
  ["a number", rule(above(12)), [12]],
  ["an attribute with its factor", rule(above({ attribute: "rated_current", times: 1.1 })), [33]],
  ["an attribute that is missing", rule(above({ attribute: "rated_power" })), []],
  ["another point", rule(above({ point: "setpoint" })), []],
  ["within any", rule({ kind: "any", of: [above(3), { kind: "any", of: [above(5), above(4, "flow")] }] }), [3, 5]],
  ["of another type", rule(above(12), { types: ["fan"] }), []],
  ["of another equipment", rule(above(12), { equipment: ["p2"] }), []],
  ["of this equipment", rule(above(12), { equipment: ["p1"] }), [12]],
  ["of other attributes", rule(above(12), { tags: { rated_current: 40 } }), []],
  ["of these attributes", rule(above(12), { tags: { rated_current: 30 } }), [12]],
  ["either side", rule({ kind: "outside", point: "current", low: 2, high: 20 }), [2, 20]],
  [
    "several levels",
    rule({
      ...{ kind: "levels", point: "current" },
      levels: [
        { level: "hihi", limit: 40, priority: "high" },
        { level: "lo", limit: 3, priority: "low" },
      ],
    }),
    [40, 3],
  ],
  ["of a draft", rule(above(12), { state: "draft" }), []],
])("%s", (_, one, expected) => {
  expect(limitsOf([one], pump, "current", undefined).map(({ limit }) => Number(limit.toFixed(6)))).toEqual(expected);
});

const running: Condition = { kind: "is", point: "running", values: [true] };
const normal: Point = {
  kind: "number",
  label: text,
  unit: "A",
  range: [0, 100],
  normal: [10, 40],
  decimals: 1,
  intervalSeconds: 5,
};
const below = (limit: number, point = "current"): Condition => ({ kind: "below", point, limit });

test.each<[string, Condition[], Point | undefined, number[]]>([
  ["the only number among states", [running, above(45)], undefined, [45]],
  ["one that says when the rule applies", [above(5), below(0.85, "power_factor")], undefined, []],
  ["one beyond the normal band", [running, above(45), below(1, "flow")], normal, [45]],
  ["one below the normal band", [below(9), above(5, "power")], normal, [9]],
  ["one within it", [running, above(20)], normal, []],
])("of conditions that must hold at once: %s", (_, of, point, expected) => {
  const found = limitsOf([rule({ kind: "all", of })], pump, "current", point);
  expect(found.map(({ limit }) => limit)).toEqual(expected);
});
