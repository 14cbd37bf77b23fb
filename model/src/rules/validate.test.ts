import { describe, expect, test } from "vitest";
import { builtInDeviceTypes } from "../device-types/catalogue.ts";
import type { DeviceType } from "../device-types/device-type.ts";
import { defaultRules } from "./pack/catalogue.ts";
import { consequenceClasses, priorityOf } from "./priority-matrix.ts";
import type { Rule } from "./rule.ts";
import { validateRule } from "./validate.ts";

const types: readonly DeviceType[] = builtInDeviceTypes;
const text = (en: string) => ({ en, "zh-Hant": en, "zh-Hans": en });
const sound: Rule = {
  ...{ id: "T-1", version: 1, name: text("Low"), types: ["booster-pump-set"], onDelaySeconds: 60, offDelaySeconds: 30 },
  when: {
    kind: "below",
    point: "discharge_pressure",
    limit: { point: "pressure_setpoint", plus: -0.05 },
    deadband: 0.02,
  },
  ...{ priority: "high", latching: false, lifeSafety: false, consequence: text("No water"), cause: text("Burst") },
  ...{ action: text("Look"), respondWithinMinutes: 10, provenance: "test", state: "active" },
};
const codes = (change: Partial<Rule>) =>
  validateRule({ ...sound, ...change }, types).map(({ code, path }) => `${code} ${path}`);
const point = "discharge_pressure";

describe("a rule", () => {
  test.each<[string, Partial<Rule>, string[]]>([
    ["is sound", {}, []],
    ["is for nothing", { types: [] }, ["no-types types"]],
    ["is for a type that nobody knows", { types: ["booster-pump-set", "ufo"] }, ["unknown-type types"]],
    [
      "asks for a point that is not there",
      { when: { kind: "above", point: "presure", limit: 1 } },
      ["unknown-point when.point"],
    ],
    ["compares a flag", { when: { kind: "above", point: "room_flood", limit: 1 } }, ["point-not-numeric when.point"]],
    [
      "has a limit that nobody measures",
      { when: { kind: "above", point, limit: 99 } },
      ["limit-out-of-range when.limit"],
    ],
    [
      "asks for an attribute that is not there",
      { when: { kind: "above", point, limit: { attribute: "no" } } },
      ["unknown-attribute when.limit"],
    ],
    [
      "asks for a value that cannot be",
      { when: { kind: "is", point: "room_flood", values: ["yes"] } },
      ["value-not-possible when.values"],
    ],
    ["asks nothing", { when: { kind: "all", of: [] } }, ["condition-empty when"]],
    ["hides levels", { when: { kind: "not", of: { kind: "levels", point, levels: [] } } }, ["levels-nested when.of"]],
    [
      "turns levels round",
      {
        when: {
          kind: "levels",
          point,
          levels: [
            { level: "hi", limit: 1.2, priority: "low" },
            { level: "hihi", limit: 1, priority: "high" },
          ],
        },
      },
      ["levels-out-of-order when"],
    ],
    [
      "counts both ways",
      { when: { kind: "count", point, of: "samples", windowSeconds: 60, atLeast: 1, atMost: 2 } },
      ["comparison-incomplete when"],
    ],
    ["looks back a year", { when: { kind: "stuck", point, seconds: 366 * 86_400 } }, ["window-out-of-range when"]],
    [
      "knows a day only",
      { when: { kind: "baseline", point, weeks: 1, side: "above", mads: 3 } },
      ["weeks-out-of-range when"],
    ],
    [
      "is at no distance",
      { when: { kind: "siblings", point, side: "above", by: { ratio: 0 } } },
      ["comparison-incomplete when.by"],
    ],
    [
      "is written wrongly",
      { when: { kind: "any", of: [{ kind: "expression", cel: "flow >" }] } },
      ["expression-syntax when.of.0.cel"],
    ],
    [
      "has no time of day",
      { calendar: { weekly: [{ days: [1], from: "8:00", to: "17:00" }] } },
      ["calendar-invalid calendar.weekly.0"],
    ],
    ["waits a negative time", { onDelaySeconds: -1 }, ["delay-negative onDelaySeconds"]],
    [
      "rises backwards",
      {
        priorityAfter: [
          { minutes: 5, priority: "high" },
          { minutes: 2, priority: "critical" },
        ],
      },
      ["priority-after-out-of-order priorityAfter"],
    ],
    [
      "acknowledges itself though it matters",
      { autoAcknowledgeMinutes: 60 },
      ["auto-acknowledge-not-low autoAcknowledgeMinutes"],
    ],
    ["does not say what follows", { consequence: text(" ") }, ["no-consequence consequence"]],
    ["does not say what to do", { action: text("") }, ["no-action action"]],
    ["does not say by when", { respondWithinMinutes: 0 }, ["no-time-to-respond respondWithinMinutes"]],
    [
      "may say less as a draft",
      { consequence: text(""), action: text(""), respondWithinMinutes: 0, state: "draft" },
      [],
    ],
    ["names a procedure instead", { action: text(""), procedure: "S-PMP-1" }, []],
  ])("%s", (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test("warns and may go into force all the same", () => {
    const problems = validateRule({ ...sound, class: "efficiency", offDelaySeconds: 3_600 }, types);
    expect(problems.map(({ code, severity, detail }) => [code, severity, detail])).toEqual([
      ["off-delay-long", "warning", "3600"],
      ["priority-not-of-matrix", "warning", "low"],
    ]);
  });
});

test.each(defaultRules.map((rule) => [rule.id, rule] as const))("%s of the pack has no error", (_, rule) => {
  expect(validateRule(rule, types).filter(({ severity }) => severity === "error")).toEqual([]);
});

test("the matrix of consequence and time", () => {
  const rows = consequenceClasses.map((one) =>
    [2, 3, 9, 10, 30, 31].map((minutes) => priorityOf(one, minutes)[0]).join(""),
  );
  expect(rows).toEqual(["cccccch".slice(1), "chhhhm", "hmmmml", "mlllll"]);
});
