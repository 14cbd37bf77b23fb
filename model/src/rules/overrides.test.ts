import fc from "fast-check";
import { expect, test } from "vitest";
import { misplaced, overridables, withOverrides } from "./overrides.ts";
import { defaultRules } from "./pack/catalogue.ts";
import type { Rule } from "./rule.ts";

const rule = {
  ...{ onDelaySeconds: 5, offDelaySeconds: 5, priority: "high" },
  when: {
    kind: "all",
    of: [
      { kind: "below", point: "pressure", limit: { point: "setpoint", plus: -0.05 }, deadband: 0.02 },
      { kind: "is", point: "mode", values: [1] },
      { kind: "levels", point: "level", levels: [{ level: "hi", limit: 80, priority: "medium" }] },
      { kind: "baseline", point: "flow", weeks: 4, side: "above", mads: 3, by: { ratio: 0.2 } },
    ],
  },
} as const satisfies Partial<Rule>;

test("limits, deadbands, delays and priorities can be a site's own; points, states and weeks cannot", () => {
  expect(overridables(rule).map(({ path }) => path)).toEqual([
    ...["onDelaySeconds", "offDelaySeconds", "priority", "when.of.0.limit.plus", "when.of.0.deadband"],
    ...["when.of.2.levels.0.limit", "when.of.2.levels.0.priority", "when.of.3.mads", "when.of.3.by.ratio"],
  ]);
});

test("what the rule does not say is left out", () => {
  const values = { "when.of.0.limit.plus": -0.1, "when.of.9.limit": 3, "when.of.0.point": 4, "__proto__.x": 1 };
  expect(misplaced(rule, values)).toEqual(["when.of.9.limit", "when.of.0.point", "__proto__.x"]);
  const own = withOverrides(rule, values);
  expect(own.when.of[0].limit).toEqual({ point: "setpoint", plus: -0.1 });
  expect(own.when.of[0].point).toBe("pressure");
  expect(rule.when.of[0].limit.plus).toBe(-0.05);
});

test("a value that is put is the value that is there, and nothing else is another", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...defaultRules),
      fc.nat(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (one, place, value) => {
        const numbers = overridables(one).filter(({ value: is }) => typeof is === "number");
        const path = numbers[place % numbers.length]?.path ?? "";
        const after = overridables(withOverrides(one, { [path]: value }));
        expect(after).toEqual(overridables(one).map((same) => (same.path === path ? { path, value } : same)));
      },
    ),
  );
});
