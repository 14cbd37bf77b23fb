import { describe, expect, test } from "vitest";
import { gravity } from "../../alarms/priority.ts";
import { builtInDeviceTypes } from "../../device-types/catalogue.ts";
import type { DeviceType } from "../../device-types/device-type.ts";
import type { NumberPoint } from "../../points/point.ts";
import { procedureOf } from "../../procedures/answering.ts";
import { units } from "../../units.ts";
import { type Condition, leavesOf } from "../condition.ts";
import { validateRule } from "../validate.ts";
import { rulePack } from "./catalogue.ts";

/** Deadbands for a kind of signal, as shares of the instrument's range (domain A4); turbulent sumps take 5 % of theirs. */
const deadbandAtMost: Readonly<Record<string, number>> = {
  [units.megapascal]: 0.05,
  [units.percent]: 0.05,
  [units.celsius]: 0.02,
  [units.millimetrePerSecond]: 0.05,
  [units.cubicMetrePerHour]: 0.05,
  [units.volt]: 0.01,
};

const typesOf = (ids: readonly string[]): DeviceType[] => builtInDeviceTypes.filter(({ id }) => ids.includes(id));

describe.each(rulePack.map((one) => [one.rule.id, one] as const))("%s", (_, { rule }) => {
  test("has no problem, and follows all advice", () => {
    expect(validateRule(rule, builtInDeviceTypes)).toEqual([]);
  });

  test("has a class, a group or none, and a procedure that exists", () => {
    expect(rule.class).toBeDefined();
    expect(rule.procedure === undefined || procedureOf(rule.procedure)?.id === rule.procedure).toBe(true);
    expect(rule.group).not.toBe("");
  });

  test("levels grow graver outwards", () => {
    const { when } = rule;
    if (when.kind !== "levels") return;
    const of = (level: string) => when.levels.find((one) => one.level === level)?.priority;
    for (const [inner, outer] of [
      ["hi", "hihi"],
      ["lo", "lolo"],
    ] as const) {
      const [low, high] = [of(inner), of(outer)];
      if (low && high) expect(gravity(high)).toBeLessThan(gravity(low));
    }
    expect(when.levels.some(({ priority }) => priority === rule.priority)).toBe(true);
  });

  const bands = leavesOf(rule.when).flatMap((leaf) => deadbandsOf(leaf, typesOf(rule.types)));
  if (bands.length > 0) {
    test("has deadbands that fit their signals", () => {
      expect(bands.filter(([, share, most]) => share > most)).toEqual([]);
    });
  }
});

/** Name, share of the range and what it may be. */
function deadbandsOf(leaf: Condition, types: readonly DeviceType[]): [string, number, number][] {
  if (!("deadband" in leaf) || !("point" in leaf) || leaf.deadband === undefined || leaf.point === undefined) return [];
  const { point: name, deadband } = leaf;
  return types.flatMap(({ points }) => {
    const point = points[name] as NumberPoint | undefined;
    if (point?.kind !== "number") return [];
    return [[name, deadband / (point.range[1] - point.range[0]), deadbandAtMost[point.unit] ?? 0.1]];
  });
}

test("life safety has rules, and none of them can be shelved", () => {
  const ofLife = rulePack.filter(({ rule }) => rule.lifeSafety).map(({ rule }) => rule);
  expect(ofLife.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["FIR-01", "FIR-02", "FIR-03", "FIR-17", "ELV-01"]),
  );
  expect(ofLife.filter((rule) => !rule.latching || rule.class !== "life-safety")).toEqual([]);
});
