import { expect, test } from "vitest";
import { rulePack } from "./catalogue.ts";
import { coverageOf } from "./coverage.ts";

const coverage = coverageOf(rulePack);

test("every rule of the domain catalogue is said, or has the reason why not", () => {
  expect(coverage).toHaveLength(130);
  expect(coverage.filter(({ how, why }) => how === "none" && why === undefined)).toEqual([]);
});

test("what is left out is known by name", () => {
  const none = coverage.filter(({ how }) => how === "none").map(({ code }) => code);
  expect(none).toEqual(["ELV-24", "FPP-11", "FIR-13", "MTR-E16", "MTR-W06", "GAT-12", "GAT-18"]);
});

test("every rule of the pack stands behind a code, but for leaks, gateways and the rig", () => {
  const said = new Set(coverage.flatMap(({ rules }) => rules));
  const others = rulePack.map(({ rule }) => rule.id).filter((id) => !said.has(id));
  expect(others.every((id) => /^(LEK|NET|RIG)-/.test(id) || id === "LEK-01")).toBe(true);
});
