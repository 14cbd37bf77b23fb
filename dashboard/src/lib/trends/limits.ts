import type { EquipmentView } from "@plantroom/model/api/types.ts";
import type { Point } from "@plantroom/model/points/point.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";

type Attributes = NonNullable<EquipmentView["attributes"]>;
type Comparison = Extract<Condition, { kind: "above" | "below" }>;

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
  declared: Point | undefined,
): PointLimit[] {
  return rules
    .filter((rule) => rule.state === "active" && rule.types.includes(equipment.type))
    .filter((rule) => rule.equipment === undefined || rule.equipment.includes(equipment.id))
    .filter(({ tags = {} }) => Object.entries(tags).every(([name, value]) => equipment.attributes?.[name] === value))
    .flatMap((rule) =>
      comparisons(rule.when, declared).flatMap((one) => {
        const limit = one.point === point ? numberOf(one.limit, equipment.attributes ?? {}) : undefined;
        return limit === undefined ? [] : [{ rule, kind: one.kind, limit }];
      }),
    );
}

/**
 * Comparisons that make a rule raise. Among several that must hold at once some only say when the rule applies ("while the power
 * is above 5 kW"): there a comparison counts when it lies beyond the normal band, or when it is the only one.
 */
function comparisons(condition: Condition, declared: Point | undefined): Comparison[] {
  switch (condition.kind) {
    case "above":
    case "below":
      return [condition];
    case "outside": {
      const { point, low, high } = condition;
      return [
        { kind: "below", point, limit: low },
        { kind: "above", point, limit: high },
      ];
    }
    case "levels":
      return condition.levels.map(({ level, limit }) => ({
        kind: level.startsWith("hi") ? ("above" as const) : ("below" as const),
        point: condition.point,
        limit,
      }));
    case "any":
      return condition.of.flatMap((one) => comparisons(one, declared));
    case "all": {
      const found = condition.of.flatMap((one) => comparisons(one, declared));
      const normal = declared?.kind === "number" ? declared.normal : undefined;
      return found.filter(({ kind, limit }) =>
        normal && typeof limit === "number"
          ? kind === "above"
            ? limit >= normal[1]
            : limit <= normal[0]
          : found.length === 1,
      );
    }
    default:
      return [];
  }
}

function numberOf(limit: Comparison["limit"], attributes: Attributes): number | undefined {
  if (typeof limit === "number") return limit;
  if (!("attribute" in limit)) return undefined;
  const value = attributes[limit.attribute];
  return typeof value === "number" ? value * (limit.times ?? 1) + (limit.plus ?? 0) : undefined;
}
