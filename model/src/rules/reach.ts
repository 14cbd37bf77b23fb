import { type Condition, leavesOf, pointsOf } from "./condition.ts";
import { compile } from "./expression/compile.ts";
import { needOf } from "./over-time.ts";
import type { Need } from "./windows/memory.ts";

/** What of an equipment and its relatives can change a condition's outcome. */
export interface Reach {
  /** The equipment's own points. */
  readonly points: readonly string[];
  readonly parentPoints: readonly string[];
  readonly childPoints: readonly string[];
  readonly siblingPoints: readonly string[];
  /** To be remembered of the equipment's own points. */
  readonly needs: readonly Need[];
  readonly parentNeeds: readonly Need[];
  /** Points and weeks of its baselines. */
  readonly baselines: readonly { readonly point: string; readonly weeks: number }[];
}

/** Throws `ExpressionError` for an expression that cannot be read. */
export function reachOf(condition: Condition): Reach {
  const leaves = leavesOf(condition);
  const expressions = leaves.flatMap((leaf) => (leaf.kind === "expression" ? [compile(leaf.cel)] : []));
  const named = (of: "self" | "parent") =>
    expressions.flatMap(({ points }) => points.filter((one) => one.of === of).map(({ point }) => point));
  const needed = (of: "self" | "parent") =>
    expressions.flatMap(({ timed }) => timed.filter((one) => one.of === of).map(({ need }) => need));
  const needs = leaves.flatMap((leaf) => needOf(leaf) ?? []);
  return {
    points: unique([...pointsOf(condition), ...named("self")]),
    parentPoints: unique(named("parent")),
    childPoints: unique(expressions.flatMap(({ childPoints }) => childPoints)),
    siblingPoints: unique(leaves.flatMap((leaf) => (leaf.kind === "siblings" ? [leaf.point] : []))),
    needs: [...needs, ...needed("self")],
    parentNeeds: needed("parent"),
    baselines: leaves.flatMap((leaf) => (leaf.kind === "baseline" ? [{ point: leaf.point, weeks: leaf.weeks }] : [])),
  };
}

function unique(points: readonly string[]): readonly string[] {
  return [...new Set(points)];
}
