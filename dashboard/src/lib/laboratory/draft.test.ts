import type { RuleDetail } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { conditionText, draftOf, readCondition, readNumber, ruleInForce } from "./draft.ts";

const version = (number: number, state: string) => ({ version: number, state, rule: { id: `R-${number}` } });
const book = (versions: readonly object[], more: object) => ({ versions, ...more }) as unknown as RuleDetail;

test("one begins with the draft that waits", () => {
  const detail = book([version(1, "active"), version(2, "draft")], { version: 1, draftVersion: 2 });
  expect(draftOf(detail)?.id).toBe("R-2");
  expect(ruleInForce(detail)?.id).toBe("R-1");
});
test("without a draft, with what is in force", () => {
  expect(draftOf(book([version(1, "retired"), version(2, "active")], { version: 2 }))?.id).toBe("R-2");
});
test("nothing is in force before anything was brought into force", () => {
  expect(ruleInForce(book([version(1, "draft")], { version: 1 }))).toBeUndefined();
});

test("a condition comes back as it was written", () => {
  const condition = { kind: "above", point: "flow", limit: 3 } as const;
  expect(readCondition(conditionText(condition))).toEqual(condition);
});
test.each(["", "{", "null", "[]", "3", '{"kind": 3}'])("%j is no condition", (text) => {
  expect(readCondition(text)).toBeUndefined();
});
test.each([
  ["", undefined],
  [" ", undefined],
  ["x", undefined],
  ["0", 0],
  ["-2.5", -2.5],
])("the number of %j is %j", (text, number) => {
  expect(readNumber(text)).toBe(number);
});
