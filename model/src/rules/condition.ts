import type { Priority } from "../alarms/priority.ts";
import type { PointValue } from "../points/point.ts";

/** A number that stands in the rule, or is taken from the equipment: its attribute or another of its points. */
export type Limit =
  | number
  | { readonly attribute: string; readonly times?: number; readonly plus?: number }
  | { readonly point: string; readonly times?: number; readonly plus?: number };

/** A figure against its limit; once active it must come back by the deadband to clear. Unit of the figure. */
export interface Comparison {
  readonly side: "above" | "below";
  readonly limit: Limit;
  readonly deadband?: number;
}

/** A step of a rule with several limits (IEC 62682 names); each step has its own delays where it gives them. */
export interface Level {
  readonly level: "hihi" | "hi" | "lo" | "lolo";
  readonly limit: Limit;
  readonly priority: Priority;
  readonly onDelaySeconds?: number;
  readonly offDelaySeconds?: number;
}

export const windowFigures = ["mean", "min", "max", "sum", "deviation"] as const;
/** `deviation`: the standard deviation of the samples. */
export type WindowFigure = (typeof windowFigures)[number];

/** How far from what it is measured against: in the point's unit, as a share of it, or in robust standard deviations. */
export type Distance =
  | { readonly amount: number }
  /** 0.2: 20 % away from it. */
  | { readonly ratio: number };

/**
 * Closed union: every interpreter (judge, lab, form, docs) switches over it exhaustively. `windowSeconds` reaches back from the
 * newest time; it slides in steps of a sixtieth, at least a second. A figure of a window is unknown until the window was
 * seen whole, unless what was seen decides already (a maximum above, a count reached).
 */
export type Condition =
  | { readonly kind: "above"; readonly point: string; readonly limit: Limit; readonly deadband?: number }
  | { readonly kind: "below"; readonly point: string; readonly limit: Limit; readonly deadband?: number }
  /** Below the first or above the second. */
  | {
      readonly kind: "outside";
      readonly point: string;
      readonly low: Limit;
      readonly high: Limit;
      readonly deadband?: number;
    }
  /** Several limits in one rule: the gravest level in force gives the priority. Stands alone, never inside another. */
  | { readonly kind: "levels"; readonly point: string; readonly levels: readonly Level[]; readonly deadband?: number }
  /** The value is one of these. */
  | { readonly kind: "is"; readonly point: string; readonly values: readonly PointValue[] }
  /** How fast the value rose over the window, in its unit per `per`; negative while it falls, `absolute` either way. */
  | ({
      readonly kind: "rate";
      readonly point: string;
      readonly windowSeconds: number;
      readonly per: "second" | "minute" | "hour";
      readonly absolute?: true;
    } & Comparison)
  /** Samples come in, and for so long none differed from the others by more than the tolerance. */
  | { readonly kind: "stuck"; readonly point: string; readonly seconds: number; readonly tolerance?: number }
  /**
   * How often within the window, at least or at most (one of the two). `transitions`: the value became one of `values`, or
   * without those changed at all. `samples`: samples whose value is one of `values`, or all.
   */
  | {
      readonly kind: "count";
      readonly point: string;
      readonly of: "transitions" | "samples";
      readonly values?: readonly PointValue[];
      readonly windowSeconds: number;
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  /** A figure of the window's samples; booleans count as 1 and 0, so that the mean of `running` is its share of the time. */
  | ({
      readonly kind: "aggregate";
      readonly point: string;
      readonly figure: WindowFigure;
      readonly windowSeconds: number;
    } & Comparison)
  /** Away from a set-point: another point or an attribute. */
  | {
      readonly kind: "set-point";
      readonly point: string;
      readonly from: Limit;
      readonly side: "above" | "below" | "either";
      readonly by: Distance;
      readonly deadband?: number;
    }
  /**
   * Away from the median of the same hour of the week over the last weeks, site time. `mads`: so many times 1.4826 × the
   * median absolute deviation; with an `amount` or `ratio` beside it, both must be exceeded. Unknown before three weeks
   * have given that hour a value.
   */
  | {
      readonly kind: "baseline";
      readonly point: string;
      /** 3 to 12. */
      readonly weeks: number;
      readonly side: "above" | "below" | "either";
      readonly mads?: number;
      readonly by?: Distance;
      readonly deadband?: number;
    }
  /**
   * Away from the median of the same point of its siblings: equipment of the same type under the same parent. Unknown with
   * fewer than `atLeast` siblings (2) whose value can be trusted.
   */
  | {
      readonly kind: "siblings";
      readonly point: string;
      readonly side: "above" | "below" | "either";
      readonly by: Distance;
      readonly atLeast?: number;
      readonly deadband?: number;
    }
  /** CEL that answers true or false; see `expression/environment.ts` for its names and functions. */
  | { readonly kind: "expression"; readonly cel: string }
  /** The point has not reported for so long; without a point: the equipment has sent nothing at all. Wall clock. */
  | { readonly kind: "no-data"; readonly point?: string; readonly seconds: number }
  /** The equipment's own status is offline. Wall clock. */
  | { readonly kind: "offline" }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] };

export type ConditionOf<K extends Condition["kind"]> = Extract<Condition, { readonly kind: K }>;

/** Without `not`, `all` and `any`: what asks something of the equipment. */
export function leavesOf(condition: Condition): Exclude<Condition, { kind: "not" | "all" | "any" }>[] {
  switch (condition.kind) {
    case "not":
      return leavesOf(condition.of);
    case "all":
    case "any":
      return condition.of.flatMap(leavesOf);
    default:
      return [condition];
  }
}

/** The equipment's own points whose samples can change the outcome, without those that an expression names. */
export function pointsOf(condition: Condition): string[] {
  return [...new Set(leavesOf(condition).flatMap(pointsOfLeaf))];
}

function pointsOfLeaf(leaf: ReturnType<typeof leavesOf>[number]): string[] {
  const points: (string | undefined)[] = [];
  if ("point" in leaf) points.push(leaf.point);
  for (const limit of limitsOf(leaf)) if (typeof limit === "object" && "point" in limit) points.push(limit.point);
  return points.filter((point): point is string => point !== undefined);
}

/** Every limit that a condition holds a value against. */
export function limitsOf(leaf: Condition): readonly Limit[] {
  switch (leaf.kind) {
    case "above":
    case "below":
    case "rate":
    case "aggregate":
      return [leaf.limit];
    case "outside":
      return [leaf.low, leaf.high];
    case "levels":
      return leaf.levels.map(({ limit }) => limit);
    case "set-point":
      return [leaf.from];
    default:
      return [];
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
