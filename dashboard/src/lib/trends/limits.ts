import type { EquipmentView } from "@plantroom/model/api/types.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";

/** A number that a rule judges a point by, in the point's unit. */
export interface PointLimit {
  readonly rule: Rule;
  readonly kind: "above" | "below";
  readonly limit: number;
}

/** Limits of the active rules that hold for a point of an equipment; one that follows another point is no line and left out. */
export function limitsOf(
  rules: readonly Rule[],
  equipment: Pick<EquipmentView, "id" | "type" | "attributes">,
  point: string,
): PointLimit[] {
  return rules
    .filter((rule) => rule.state === "active" && rule.types.includes(equipment.type))
    .filter((rule) => rule.equipment === undefined || rule.equipment.includes(equipment.id))
    .flatMap((rule) => found(rule, rule.when, equipment.attributes ?? {}, point));
}

function found(
  rule: Rule,
  condition: Condition,
  attributes: NonNullable<EquipmentView["attributes"]>,
  point: string,
): PointLimit[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap((one) => found(rule, one, attributes, point));
    case "above":
    case "below": {
      const limit = condition.point === point ? numberOf(condition.limit, attributes) : undefined;
      return limit === undefined ? [] : [{ rule, kind: condition.kind, limit }];
    }
    default:
      return [];
  }
}

function numberOf(
  limit: Extract<Condition, { kind: "above" }>["limit"],
  attributes: NonNullable<EquipmentView["attributes"]>,
): number | undefined {
  if (typeof limit === "number") return limit;
  if (!("attribute" in limit)) return undefined;
  const value = attributes[limit.attribute];
  return typeof value === "number" ? value * (limit.times ?? 1) + (limit.plus ?? 0) : undefined;
}
