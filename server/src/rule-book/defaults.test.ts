import { ruleInFile } from "@plantroom/model/rules/file.ts";
import { defaultRules, rulePack } from "@plantroom/model/rules/pack/catalogue.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { withDefault, withoutDefault } from "./defaults.ts";
import type { RuleEntry } from "./entry.ts";
import { changed } from "./life.ts";
import { lineDiff } from "./line-diff.ts";
import { yamlOf } from "./yaml.ts";

const [base] = defaultRules as readonly [Rule];
const packed = (rule: Rule) => ({ rule, examples: [] });
const first = withDefault(undefined, packed(base), 1);
const slower = { ...base, onDelaySeconds: base.onDelaySeconds + 5 };
const states = ({ versions }: RuleEntry) => versions.map(({ version, state }) => [version, state]);

describe("a release", () => {
  test("that changes nothing changes nothing", () => {
    expect(withDefault(first, packed(structuredClone(base)), 2)).toBe(first);
  });

  test("with other numbers is a new version in force; what sites have differently stays", () => {
    const site = { site: "s", values: { onDelaySeconds: 9 }, reason: "r", by: "b", at: 1 };
    const after = withDefault({ ...first, overrides: [site] }, packed(slower), 2);
    expect(states(after)).toEqual([
      [1, "retired"],
      [2, "active"],
    ]);
    expect(after.overrides).toEqual([site]);
  });

  test("with other words only is the same version", () => {
    const after = withDefault(first, packed({ ...base, action: { ...base.action, en: "Other words." } }), 2);
    expect(states(after)).toEqual([[1, "active"]]);
    expect(after.versions[0]?.draft.action.en).toBe("Other words.");
  });

  test("is offered as a draft where people retired the default", () => {
    const retired = changed(first, { kind: "state", version: 1, to: "retired" }, { by: "a", at: 2 });
    expect(states(withDefault(retired, packed(slower), 3))).toEqual([
      [1, "retired"],
      [2, "draft"],
    ]);
  });

  test("without the rule retires it", () => {
    expect(states(withoutDefault(first, 2))).toEqual([[1, "retired"]]);
  });
});

test.each(rulePack.map((one) => [one.rule.id, one] as const))(
  "%s is the same after its way through YAML",
  (_, { rule, examples }) => {
    const { version: _version, state: _state, ...rest } = rule;
    const draft = { ...rest, examples };
    const read = ruleInFile.parse(parse(yamlOf(draft), { schema: "core" }));
    // Undefined and missing are one.
    expect(read).toEqual(JSON.parse(JSON.stringify(draft)));
  },
);

test.each([
  ["the same", "a\nb", "a\nb", " a  b"],
  ["a line put in", "a\nb", "a\nx\nb", " a +x  b"],
  ["a line taken out", "a\nx\nb", "a\nb", " a -x  b"],
  ["a line replaced", "a\nx\nb", "a\ny\nb", " a -x +y  b"],
  ["nothing before", "", "a", "- +a"],
])("differences: %s", (_, before, after, expected) => {
  const signs = { same: " ", removed: "-", added: "+" };
  expect(
    lineDiff(before, after)
      .map(({ op, text }) => signs[op] + text)
      .join(" "),
  ).toBe(expected);
});
