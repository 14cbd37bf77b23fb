import type { Rule } from "../rules/rule.ts";
import { type Tunable, tunablesOf, tuned } from "./tuning.ts";

export const suggestionKinds = ["on-delay", "off-delay", "deadband", "limit"] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** The rule with one number moved, so that it raises less. */
export interface Candidate {
  readonly kind: SuggestionKind;
  readonly path: string;
  readonly value: number;
  readonly rule: Rule;
}

const delays = [10, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
/** Times the noise of the signal. */
const noises = [1, 2, 3, 5, 8, 13];
/** Of the limit, where the signal is not noisy. */
const shareOfLimit = 0.01;

/** What may be tried, each kind from the mildest on. `noise` in the unit of the point that the rule looks at. */
export function candidatesOf(rule: Rule, noise: number | undefined): Candidate[] {
  return tunablesOf(rule).flatMap((tunable) =>
    valuesOf(tunable, rule, noise).map((value) => ({
      ...{ kind: tunable.kind as SuggestionKind, path: tunable.path, value, rule: tuned(rule, tunable.path, value) },
    })),
  );
}

function valuesOf({ kind, path, value, side }: Tunable, rule: Rule, noise: number | undefined): number[] {
  const step = (limit: number) => (noise !== undefined && noise > 0 ? noise : Math.abs(limit) * shareOfLimit);
  switch (kind) {
    case "on-delay":
    case "off-delay":
      return delays.filter((seconds) => seconds > value);
    case "deadband": {
      const unit = step(limitBeside(rule, path) ?? 0);
      return steps(unit).filter((width) => width > value);
    }
    case "limit":
      return steps(step(value)).map((far) => rounded(side === "below" ? value - far : value + far, step(value)));
    default:
      return [];
  }
}

/** The limit that a deadband belongs to. */
function limitBeside(rule: Rule, path: string): number | undefined {
  const parent = path.slice(0, path.lastIndexOf("."));
  return tunablesOf(rule).find((one) => one.kind === "limit" && one.path.startsWith(`${parent}.`))?.value;
}

function steps(unit: number): number[] {
  return unit > 0 ? noises.map((times) => rounded(unit * times, unit)) : [];
}

/** As people would write it: to two places of what it is moved by. */
function rounded(value: number, unit: number): number {
  const places = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(unit))));
  return Number(value.toFixed(places));
}
