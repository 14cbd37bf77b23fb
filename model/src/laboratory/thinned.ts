import { isJudged } from "../quality.ts";
import { type Condition, type Limit, leavesOf } from "../rules/condition.ts";
import type { Rule } from "../rules/rule.ts";
import type { Past, SeriesSample } from "../rules/simulate.ts";
import type { AttributeValue } from "../sites/equipment.ts";

/**
 * Only the samples at which one of the rules can change its mind: a month of a steady point becomes a handful. Every rule of the
 * list raises and clears over what is left as over the whole; only what it saw meanwhile is gone. Undefined where a rule asks for
 * more than the newest values (windows, rates, silence, relatives, counted samples, times of the week).
 */
export function thinned(rules: readonly Rule[], past: Past): Past | undefined {
  const thresholds = new Map<string, Set<number>>();
  for (const rule of rules) {
    if ((rule.minimumSamples ?? 1) > 1 || rule.calendar !== undefined) return undefined;
    for (const leaf of leavesOf(rule.when)) if (!addThresholds(leaf, past, thresholds)) return undefined;
  }
  const series: Record<string, readonly SeriesSample[]> = {};
  for (const [point, found] of thresholds) {
    const samples = past.series[point];
    if (samples) series[point] = turningPoints(samples, Float64Array.from(found).sort());
  }
  return { ...past, series };
}

function addThresholds(leaf: Condition, past: Past, to: Map<string, Set<number>>): boolean {
  const of = (point: string) => to.getOrInsertComputed(point, () => new Set());
  const both = (side: "above" | "below", point: string, limit: Limit, deadband = 0) => {
    const value = fixed(limit, past.attributes);
    if (value === undefined) return false;
    of(point)
      .add(value)
      .add(side === "above" ? value - deadband : value + deadband);
    return true;
  };
  switch (leaf.kind) {
    case "above":
    case "below":
      return both(leaf.kind, leaf.point, leaf.limit, leaf.deadband);
    case "outside":
      return both("below", leaf.point, leaf.low, leaf.deadband) && both("above", leaf.point, leaf.high, leaf.deadband);
    case "levels":
      return leaf.levels.every(({ level, limit }) =>
        both(level.startsWith("hi") ? "above" : "below", leaf.point, limit, leaf.deadband),
      );
    case "is":
      for (const value of leaf.values) if (typeof value === "number") of(leaf.point).add(value);
      of(leaf.point);
      return true;
    default:
      return false;
  }
}

function fixed(limit: Limit, attributes: Readonly<Record<string, AttributeValue>> | undefined): number | undefined {
  if (typeof limit === "number") return limit;
  if (!("attribute" in limit)) return undefined;
  const base = attributes?.[limit.attribute];
  return typeof base === "number" ? base * (limit.times ?? 1) + (limit.plus ?? 0) : undefined;
}

function turningPoints(samples: readonly SeriesSample[], thresholds: Float64Array): readonly SeriesSample[] {
  const kept: SeriesSample[] = [];
  let before: unknown;
  for (const sample of samples) {
    const [, value, quality = "good"] = sample;
    const standing = isJudged(quality) ? (typeof value === "number" ? placeOf(value, thresholds) : value) : "bad";
    if (standing !== before || kept.length === 0) kept.push(sample);
    before = standing;
  }
  return kept;
}

/** Even: between two thresholds; odd: on one. */
function placeOf(value: number, thresholds: Float64Array): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return thresholds[low] === value ? 2 * low + 1 : 2 * low;
}
