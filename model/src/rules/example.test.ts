import { describe, expect, test } from "vitest";
import { type RuleExample, runExample } from "./example.ts";
import { formatDuration, parseDuration } from "./example-series.ts";
import type { Rule } from "./rule.ts";

const text = { en: "", "zh-Hant": "", "zh-Hans": "" };
const rule: Rule = {
  ...{ id: "T-1", version: 1, name: text, types: ["t"], onDelaySeconds: 30, offDelaySeconds: 10, priority: "high" },
  ...{ latching: false, lifeSafety: false, consequence: text, cause: text, action: text, respondWithinMinutes: 1 },
  ...{ provenance: "", state: "active" },
  when: { kind: "above", point: "x", limit: 5, deadband: 1 },
};
const run = (x: string, expect: string, more: Partial<RuleExample> = {}) =>
  runExample(rule, { given: { x }, expect, ...more });

describe("an example of a rule", () => {
  test.each([
    ["as it happened", "4 1m, 6 1m, 4.5 1m, 3 1m", "1m30s raised, 3m10s cleared", true],
    ["with its priority", "6 1m", "30s raised high", true],
    ["nothing, as expected", "6 29s, 4", "", true],
    ["another priority", "6 1m", "30s raised low", false],
    ["another time", "6 1m", "29s raised", false],
    ["more than expected", "6 1m, 3 1m", "30s raised", false],
    ["less than expected", "4 1m", "30s raised", false],
    ["an even course", "4..8 2m", "1m10s raised", true],
    ["silence between", "6 10s, - 1m, 6 1m", "30s raised", true],
    ["bad quality freezes", "6 10s, !6 1m, 6 1m", "1m10s raised", true],
  ])("%s", (_, x, expected, passed) => {
    expect(run(x, expected)).toMatchObject({ passed });
  });

  test("says what happened instead", () => {
    expect(run("6 1m, 3 1m", "")).toEqual({ passed: false, found: "30s raised high, 1m10s cleared" });
  });

  test.each(["6 soon", "6, 7 1m", "6 1m extra", ""])("tells what cannot be read: %s", (x) => {
    expect(run(x, "").problem).toBeTypeOf("string");
  });

  test("tells of a rule whose expression cannot be read", () => {
    const broken: Rule = { ...rule, when: { kind: "expression", cel: "x >" } };
    expect(runExample(broken, { given: { x: "1 1m" }, expect: "" }).problem).toBeTypeOf("string");
  });

  test.each([0, 0.5, 59, 60, 3_661, 90_000])("writes %s seconds as it reads them", (seconds) => {
    expect(parseDuration(formatDuration(seconds))).toBe(seconds);
  });
});
