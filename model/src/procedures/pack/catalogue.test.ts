import { describe, expect, test } from "vitest";
import { defaultRules } from "../../rules/pack/catalogue.ts";
import { locales, type Text } from "../../text.ts";
import { procedureFor } from "../answering.ts";
import { procedures } from "./catalogue.ts";

test("ids are unique", () => {
  const ids = procedures.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a rule is answered by one procedure", () => {
  const rules = procedures.flatMap((one) => one.rules);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});

describe.for(procedures.map((one) => [one.id, one] as const))("%s", ([, procedure]) => {
  const { steps } = procedure;

  test("has all its words in three languages", () => {
    const texts: Text[] = [procedure.name, procedure.purpose];
    for (const step of steps) {
      texts.push(step.text, ...(step.branches ?? []).map(({ answer }) => answer));
      if (step.say) texts.push(step.say);
      if (step.call) texts.push(step.call.label);
      if (step.reading) texts.push(step.reading.label);
    }
    const missing = texts.filter((text) => locales.some((locale) => text[locale].trim() === ""));
    expect(missing).toEqual([]);
    expect(texts.filter((text) => locales.some((locale) => text[locale].includes("|")))).toEqual([]);
    expect(procedure.provenance).not.toBe("");
  });

  test("has unique steps, and leads forward only", () => {
    const ids = steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [index, step] of steps.entries()) {
      const targets = [step.next, ...(step.branches ?? []).map(({ next }) => next)];
      for (const target of targets) {
        if (target === undefined || target === "end") continue;
        expect(ids.indexOf(target), `${step.id} → ${target}`).toBeGreaterThan(index);
        expect(steps.find(({ id }) => id === target)?.alongside, `${target} stands alone`).toBeUndefined();
      }
      // What asks or leads elsewhere decides for all that opened with it: it has to be the last of them.
      const isLast = !steps[index + 1]?.alongside;
      if (step.branches || step.next) expect(isLast, step.id).toBe(true);
      if (step.branches) expect(step.alongside, step.id).toBeUndefined();
      if (step.alongside) expect(index).toBeGreaterThan(0);
    }
  });

  test("asks for what its evidence is", () => {
    for (const step of steps) {
      expect(step.call !== undefined, step.id).toBe(step.evidence === "call");
      expect(step.reading !== undefined, step.id).toBe(step.evidence === "reading");
      if (step.branches) expect(step.branches.length, step.id).toBeGreaterThan(1);
      if (step.timer) expect(step.timer.seconds, step.id).toBeGreaterThan(0);
    }
  });

  test("can be reached in every step", () => {
    const targets = new Set(steps.flatMap((step) => [step.next, ...(step.branches ?? []).map(({ next }) => next)]));
    const lost = steps.filter((step, index) => {
      const before = steps[index - 1];
      const falls = index === 0 || step.alongside || (before && !before.next && !before.branches);
      return !falls && !targets.has(step.id);
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });
});

describe("what answers a rule", () => {
  test.each([
    ["the procedure that lists it", { id: "ELV-01" }, "S-ELV-1"],
    ["the same for its variant", { id: "ELV-02C" }, "S-ELV-1"],
    ["the one that it names", { id: "OWN-1", procedure: "S-ELV-1" }, "S-ELV-1"],
    ["none that does not exist", { id: "ELV-01", procedure: "S-NO-1" }, undefined],
    ["nothing for an unknown one", { id: "OWN-1" }, undefined],
  ])("%s", (_, rule, expected) => {
    expect(procedureFor(rule)?.id).toBe(expected);
  });

  const lifeSafety = defaultRules.filter((rule) => rule.lifeSafety && rule.priority === "critical");
  test.each(lifeSafety.map((rule) => [rule.id, rule] as const))("life safety: %s has one", (_, rule) => {
    expect(procedureFor(rule)).toBeDefined();
  });
});
