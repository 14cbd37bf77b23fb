import { describe, expect, test } from "vitest";
import { leavesOf } from "../condition.ts";
import { runExample } from "../example.ts";
import { rulePack } from "./catalogue.ts";

/** The loss of a device's link comes from the broker, not from a series. */
const tested = rulePack.filter(({ rule }) => !leavesOf(rule.when).some(({ kind }) => kind === "offline"));

describe.each(tested.map((one) => [one.rule.id, one] as const))("%s", (_, { rule, examples }) => {
  const cases = examples.map(
    (example) => [example.expect || "nothing", JSON.stringify(example.given), example] as const,
  );

  test.each(cases)("%s of %s", (_expected, _given, example) => {
    const { problem, found } = runExample(rule, example);
    expect(problem).toBeUndefined();
    expect(runExample(rule, example), found).toMatchObject({ passed: true });
  });

  test("shows when it stays quiet, when it raises and when it clears", () => {
    expect(examples.some((one) => one.expect === "")).toBe(true);
    expect(examples.some((one) => one.expect.includes("raised"))).toBe(true);
    expect(examples.some((one) => one.expect.includes("cleared"))).toBe(true);
  });
});
