import { expect, test } from "vitest";
import { RuleHealths } from "./rule-health.ts";
import { low } from "./timeline-fixture.ts";

const one = { id: "pump-1" };
const other = { id: "pump-2" };

test("a rule that fails again and again is set aside, until the rules change", () => {
  const healths = new RuleHealths();
  for (let i = 0; i < 99; i++) healths.failed(low, one, new RangeError("no"));
  expect(healths.isSetAside(low, one)).toBe(false);
  healths.failed(low, one, new RangeError("no"));
  expect(healths.isSetAside(low, one)).toBe(true);
  expect(healths.byRule.get(low.id)?.setAside).toBe("failing");
  healths.forgive();
  expect(healths.isSetAside(low, one)).toBe(false);
});

test("where it works, a rule is not set aside for the equipment at which it fails", () => {
  const healths = new RuleHealths();
  for (let i = 0; i < 200; i++) healths.failed(low, one, new RangeError("no"));
  expect(healths.isSetAside(low, other)).toBe(false);
  for (let i = 0; i < 99; i++) healths.failed(low, other, new RangeError("no"));
  healths.worked(low, other);
  healths.failed(low, other, new RangeError("no"));
  expect(healths.isSetAside(low, other)).toBe(false);
});

test("a rule that is slow by itself is set aside; a busy machine makes none slow", () => {
  const healths = new RuleHealths();
  for (let i = 0; i < 1_000; i++) healths.took(low, i % 3 === 0 ? 400 : 0.01);
  expect(healths.isSetAside(low, one)).toBe(false);
  for (let i = 0; i < 60; i++) healths.took(low, 6);
  expect(healths.isSetAside(low, one)).toBe(true);
});
