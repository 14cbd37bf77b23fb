import type { PointValue } from "../points/point.ts";

/** A number that stands in the rule, or is taken from the equipment: its attribute or another of its points. */
export type Limit =
  | number
  | { readonly attribute: string; readonly times?: number; readonly plus?: number }
  | { readonly point: string; readonly times?: number; readonly plus?: number };

/** Closed union: every interpreter (judge, lab, form, docs) switches over it exhaustively. */
export type Condition =
  /** The value is beyond the limit; once active it must come back by the deadband to clear. Unit of the point. */
  | { readonly kind: "above"; readonly point: string; readonly limit: Limit; readonly deadband?: number }
  | { readonly kind: "below"; readonly point: string; readonly limit: Limit; readonly deadband?: number }
  /** The value is one of these. */
  | { readonly kind: "is"; readonly point: string; readonly values: readonly PointValue[] }
  /** The point has not reported for so long; without a point: the equipment has sent nothing at all. Wall clock. */
  | { readonly kind: "no-data"; readonly point?: string; readonly seconds: number }
  /** The equipment's own status is offline. Wall clock. */
  | { readonly kind: "offline" }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] };

/** The points whose samples can change the outcome. */
export function pointsOf(condition: Condition): string[] {
  switch (condition.kind) {
    case "above":
    case "below":
      return typeof condition.limit === "object" && "point" in condition.limit
        ? [condition.point, condition.limit.point]
        : [condition.point];
    case "is":
      return [condition.point];
    case "no-data":
      return condition.point === undefined ? [] : [condition.point];
    case "offline":
      return [];
    case "all":
    case "any":
      return [...new Set(condition.of.flatMap(pointsOf))];
  }
}

/** Seconds of silence that must pass before the condition can hold; 0 where a value alone can make it hold. */
export function silenceSeconds(condition: Condition): number {
  switch (condition.kind) {
    case "no-data":
      return condition.seconds;
    case "all":
      return Math.max(0, ...condition.of.map(silenceSeconds));
    case "any":
      return condition.of.length === 0 ? 0 : Math.min(...condition.of.map(silenceSeconds));
    default:
      return 0;
  }
}
