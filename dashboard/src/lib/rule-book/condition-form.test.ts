import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { ruleInFile } from "@plantroom/model/rules/file.ts";
import { conditionProblems } from "@plantroom/model/rules/validate-condition.ts";
import { expect, test } from "vitest";
import { blankCondition, conditionFields, conditionKinds } from "./condition-form.ts";

const types: readonly DeviceType[] = builtInDeviceTypes;
const pump = types.find(({ id }) => id === "pump");

/** What somebody still has to choose. */
const open = new Set(["comparison-incomplete"]);

test.each(conditionKinds)("%s begins as what can be judged, or lacks a choice", (kind) => {
  const blank = blankCondition(kind, { kind: "is", point: "running", values: [true] }, pump);
  const draft = { id: "A-1", name: "A", types: ["pump"], priority: "low", when: blank };
  expect(ruleInFile.safeParse(draft).error?.issues).toBeUndefined();
  const problems = pump ? conditionProblems(blank, pump, "when") : [];
  expect(problems.filter(({ code, severity }) => severity === "error" && !open.has(code))).toEqual([]);
});

test.each(Object.entries(conditionFields))("%s is asked for whole", (kind, fields) => {
  const blank = blankCondition(kind as keyof typeof conditionFields, { kind: "offline" }, pump);
  const asked = fields.filter(({ optional }) => !optional).map(({ key }) => key);
  const given = Object.keys(blank).filter((key) => key !== "kind");
  expect(fields.map(({ key }) => key)).toEqual(expect.arrayContaining(given));
  expect(given).toEqual(expect.arrayContaining(asked));
});
