import { describe, expect, test } from "vitest";
import { demoEquipment } from "../../demo/estate.ts";
import { demoFaults } from "../../demo/faults.ts";
import { builtInDeviceTypes } from "../../device-types/catalogue.ts";
import type { DeviceType } from "../../device-types/device-type.ts";
import type { NumberPoint, Point, PointValue } from "../../points/point.ts";
import { locales, type Text } from "../../text.ts";
import { strayCharacters } from "../../vocabulary.ts";
import type { Condition, Limit } from "../condition.ts";
import { detect, type Inputs, idle } from "../detect.ts";
import { type Rule, secondsToRaise } from "../rule.ts";
import { defaultRules } from "./catalogue.ts";

const types = new Map<string, DeviceType>(builtInDeviceTypes.map((type) => [type.id, type]));
const typesOf = (rule: Rule) => rule.types.map((id) => types.get(id)).filter((type) => type !== undefined);
/** States of normal operation that are abnormal only when they last. */
const lasting = new Set(["ELV-09", "ELV-11", "GAT-03", "GAT-06"]);
/** A moving car with an open door is no normal operation, though each value alone is. */
const contradictory = new Set(["ELV-05M", "ELV-06"]);
const byId = defaultRules.map((rule) => [rule.id, rule] as const);

/** Every way in which a condition does not fit the points of a type. */
function misfits(condition: Condition, type: DeviceType): string[] {
  switch (condition.kind) {
    case "above":
    case "below": {
      const point = type.points[condition.point];
      if (point?.kind !== "number") return [`${condition.point} is no number of ${type.id}`];
      return limitMisfits(condition.limit, condition.deadband ?? 0, point, type);
    }
    case "is": {
      const point = type.points[condition.point];
      return condition.values
        .filter((value) => !isValueOf(point, value))
        .map((value) => `${condition.point}: ${value}`);
    }
    case "no-data":
      return condition.point === undefined || type.points[condition.point] ? [] : [`no point ${condition.point}`];
    case "offline":
      return [];
    case "all":
    case "any":
      return condition.of.length === 0 ? ["empty"] : condition.of.flatMap((one) => misfits(one, type));
    default:
      return [];
  }
}

function limitMisfits(limit: Limit, deadband: number, point: NumberPoint, type: DeviceType): string[] {
  const [low, high] = point.range;
  if (typeof limit === "object" && "attribute" in limit) {
    return type.attributes?.[limit.attribute] ? [] : [`${type.id} has no attribute ${limit.attribute}`];
  }
  if (typeof limit === "object") {
    const other = type.points[limit.point];
    return other?.kind === "number" && other.unit === point.unit ? [] : [`${limit.point} does not fit`];
  }
  const inside = limit >= low && limit <= high && deadband >= 0 && deadband < (high - low) / 10;
  return inside ? [] : [`limit ${limit} ± ${deadband} outside ${low}–${high}`];
}

function isValueOf(point: Point | undefined, value: PointValue): boolean {
  if (point === undefined) return false;
  if (point.kind === "enum") return typeof value === "string" && Object.hasOwn(point.options, value);
  return typeof value === point.kind;
}

describe.each(byId)("%s", (id, rule) => {
  test("stands once", () => {
    expect(defaultRules.filter((one) => one.id === id)).toHaveLength(1);
  });

  test("is for device types that exist", () => {
    expect(typesOf(rule)).toHaveLength(rule.types.length);
    expect(rule.types.length).toBeGreaterThan(0);
  });

  test("asks for points that its types have, within their ranges", () => {
    expect(typesOf(rule).flatMap((type) => misfits(rule.when, type))).toEqual([]);
  });

  test("says what follows, why, and what to do, in every language", () => {
    const texts: Text[] = [rule.name, rule.consequence, rule.cause, rule.action];
    if (rule.workOrder) texts.push(rule.workOrder.title);
    expect(texts.flatMap((text) => locales.filter((locale) => text[locale].trim() === ""))).toEqual([]);
    expect(texts.flatMap(strayCharacters)).toEqual([]);
    expect(rule.respondWithinMinutes).toBeGreaterThan(0);
    expect(rule.provenance).not.toBe("");
  });

  test("is latched where it is a matter of life, and has delays that make sense", () => {
    expect(rule.lifeSafety && !rule.latching).toBe(false);
    expect(rule.lifeSafety && rule.priority !== "critical").toBe(false);
    expect(rule.onDelaySeconds).toBeGreaterThanOrEqual(0);
    expect(rule.offDelaySeconds).toBeGreaterThanOrEqual(0);
  });

  const situations =
    lasting.has(id) || contradictory.has(id)
      ? []
      : typesOf(rule).flatMap((type) =>
          (["lowest", "middle", "highest"] as const).map((where) => [type.id, where, type] as const),
        );
  test.each(situations)("stays quiet while %s is in normal operation, %s values", (_, where, type) => {
    const step = detect({ ...rule, onDelaySeconds: 0 }, idle, normalOperation(type, where), 0, 0);
    expect(step.change).toBe("none");
  });
});

/** Every point inside its normal band, heard just now; ratings far above, least values far below. */
function normalOperation(type: DeviceType, where: "lowest" | "middle" | "highest"): Inputs {
  const share = { lowest: 0, middle: 0.5, highest: 1 }[where];
  return {
    latest: (key) => {
      const point = type.points[key];
      const value = point && normalValue(point, share);
      return value === undefined ? undefined : { at: 0, receivedAt: 0, value, quality: "good" };
    },
    attribute: (name) => (/^(min|low)_/.test(name) ? -1e9 : 1e9),
    heardAt: 0,
    online: true,
    gatewayLost: false,
  };
}

function normalValue(point: Point, share: number): PointValue | undefined {
  switch (point.kind) {
    case "number":
      return point.normal && point.normal[0] + share * (point.normal[1] - point.normal[0]);
    case "boolean":
      return point.normal;
    case "enum":
      return point.normal?.[Math.round(share * (point.normal.length - 1))];
    case "text":
      return undefined;
  }
}

describe("the demo's faults", () => {
  test.each(demoFaults.map((fault) => [fault.id, fault] as const))("%s raises a rule of its equipment", (_, fault) => {
    const rule = defaultRules.find(({ id }) => id === fault.raises.rule);
    const equipment = demoEquipment.find(({ id }) => id === fault.raises.equipment);
    expect(rule?.state).toBe("active");
    expect(rule?.types).toContain(equipment?.type);
    expect(rule && secondsToRaise(rule)).toBeLessThanOrEqual(180);
  });
});
