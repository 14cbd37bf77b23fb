import { expect, test } from "vitest";
import { RuleHealths } from "./rule-health.ts";
import { low } from "./timeline-fixture.ts";

test("a rule that fails again and again is set aside, until the rules change", () => {
  const healths = new RuleHealths();
  for (let i = 0; i < 99; i++) healths.failed(low, new RangeError("no"));
  expect(healths.isSetAside(low)).toBe(false);
  healths.failed(low, new RangeError("no"));
  expect(healths.isSetAside(low)).toBe(true);
  healths.forgive();
  expect(healths.isSetAside(low)).toBe(false);
});

test("a rule that is slow by itself is set aside; a busy machine makes none slow", () => {
  const healths = new RuleHealths();
  for (let i = 0; i < 1_000; i++) healths.took(low, i % 3 === 0 ? 400 : 0.01);
  expect(healths.isSetAside(low)).toBe(false);
  for (let i = 0; i < 60; i++) healths.took(low, 6);
  expect(healths.isSetAside(low)).toBe(true);
});
