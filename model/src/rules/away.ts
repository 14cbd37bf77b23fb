import { hourOfWeek, madToDeviation, medianOf, weeksAtLeast } from "./baseline.ts";
import type { ConditionOf, Distance } from "./condition.ts";
import type { Inputs } from "./inputs.ts";
import {
  distrust,
  evidenceOf,
  evidenceWithLimit,
  isBeyond,
  isUsable,
  type Judgement,
  known,
  type Look,
  limitInForce,
  unknown,
} from "./judgement.ts";

export function fromSetPoint(condition: ConditionOf<"set-point">, inputs: Inputs, look: Look): Judgement {
  const { point, by } = condition;
  const latest = inputs.latest(point);
  const middle = limitInForce(condition.from, inputs);
  const evidence = evidenceWithLimit(point, inputs, middle);
  if (middle.value === undefined) return unknown(middle.why ?? "attribute-missing", look, evidence);
  if (!isUsable(latest) || typeof latest.value !== "number") return unknown(distrust(latest), look, evidence);
  return known(isAway(condition, latest.value, middle.value, lengthOf(by, middle.value), look), look, evidence);
}

export function fromBaseline(condition: ConditionOf<"baseline">, inputs: Inputs, look: Look): Judgement {
  const { point, weeks, mads, by } = condition;
  const latest = inputs.latest(point);
  if (!isUsable(latest) || typeof latest.value !== "number") {
    return unknown(distrust(latest), look, evidenceOf(point, latest));
  }
  const baseline = inputs.baseline?.(point, weeks);
  // The hour of the sample, so that only a sample changes what is so.
  const hour = baseline && hourOfWeek(latest.at, inputs.timeZone ?? "UTC");
  const middle = hour === undefined ? undefined : baseline?.median[hour];
  if (
    baseline === undefined ||
    hour === undefined ||
    middle === undefined ||
    (baseline.weeks[hour] ?? 0) < weeksAtLeast
  ) {
    return unknown("no-baseline", look, evidenceOf(point, latest));
  }
  const spread = mads === undefined ? 0 : mads * madToDeviation * (baseline.mad[hour] ?? 0);
  const distance = Math.max(spread, by === undefined ? 0 : lengthOf(by, middle));
  return known(isAway(condition, latest.value, middle, distance, look), look, evidenceOf(point, latest, middle));
}

const siblingsAtLeast = 2;

export function besideSiblings(condition: ConditionOf<"siblings">, inputs: Inputs, look: Look): Judgement {
  const { point, by, atLeast = siblingsAtLeast } = condition;
  const latest = inputs.latest(point);
  if (!isUsable(latest) || typeof latest.value !== "number") {
    return unknown(distrust(latest), look, evidenceOf(point, latest));
  }
  const others = (inputs.siblings ?? []).flatMap((one) => {
    const theirs = one.latest(point);
    return isUsable(theirs) && typeof theirs.value === "number" ? [theirs.value] : [];
  });
  const middle = medianOf(others);
  if (middle === undefined || others.length < atLeast) {
    return unknown("too-few-siblings", look, evidenceOf(point, latest));
  }
  const away = isAway(condition, latest.value, middle, lengthOf(by, middle), look);
  return known(away, look, evidenceOf(point, latest, middle));
}

function lengthOf(by: Distance, middle: number): number {
  return "ratio" in by ? Math.abs(middle) * by.ratio : by.amount;
}

function isAway(
  { side, deadband = 0 }: { readonly side: "above" | "below" | "either"; readonly deadband?: number },
  value: number,
  middle: number,
  distance: number,
  { held }: Look,
): boolean {
  const above = side !== "below" && isBeyond("above", value, middle + distance, deadband, held);
  return above || (side !== "above" && isBeyond("below", value, middle - distance, deadband, held));
}
