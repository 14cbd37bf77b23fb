import type { NumberPoint, Point, RegisterShape } from "../points/point.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import { hour, type Instant } from "../time.ts";

export interface Reading {
  readonly at: Instant;
  readonly value: number;
}

/** A meter was exchanged: the old one's last register, the new one's first (domain C4.2, step 4). */
export interface Replacement {
  readonly at: Instant;
  readonly finalReading: number;
  readonly initialReading: number;
}

/**
 * Why a difference of two registers is what it is. `decrease` and `spike` count nothing and wait for a person. `gap` is no difference's own:
 * it marks what was counted during a silence longer than a day, which is nobody's day.
 */
export const differenceKinds = [
  "consumption",
  "rollover",
  "jitter",
  "replacement",
  "decrease",
  "spike",
  "gap",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  readonly from: Instant;
  readonly to: Instant;
  /** In the register's unit; 0 for `jitter`, `decrease` and `spike`. */
  readonly amount: number;
  readonly kind: DifferenceKind;
}
export type { RegisterShape };

/** Whether a difference says what was consumed in its time, or only marks a reading that cannot be used. */
export function isMeasured(difference: Pick<Difference, "kind">): boolean {
  return difference.kind !== "decrease" && difference.kind !== "spike";
}

/** The register of a point, with what the equipment's attributes `max_rate` and `rollover` say of this one. */
export function registerOf(
  point: Point | undefined,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): RegisterShape | undefined {
  const shape = (point as NumberPoint | undefined)?.register;
  if (shape === undefined) return undefined;
  return {
    ...shape,
    maxPerHour: positive(attributes.max_rate) ?? shape.maxPerHour,
    rollover: positive(attributes.rollover) ?? shape.rollover,
  };
}

function positive(value: AttributeValue | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}

/**
 * Domain C4.2: what two registers of a meter say. `replacements`: the exchanges of the meter after `prev` and up to `cur`, in order
 * of time; the reading at the time of an exchange is the new meter's. `maxPerHour` already holds the allowance of a fifth over
 * the rating; one step of resolution comes on top, since a register moves in whole steps.
 */
export function difference(
  prev: Reading,
  cur: Reading,
  shape: RegisterShape,
  ...replacements: readonly Replacement[]
): Difference {
  const is = (kind: DifferenceKind, amount: number): Difference => ({ from: prev.at, to: cur.at, amount, kind });
  if (replacements.length > 0) {
    const amount = acrossReplacements(prev, cur, replacements);
    return amount < -jitter(shape) ? is("decrease", 0) : is("replacement", Math.max(0, amount));
  }
  const d = cur.value - prev.value;
  const most = (shape.maxPerHour * (cur.at - prev.at)) / hour + shape.resolution;
  if (d >= 0) return d <= most ? is("consumption", d) : is("spike", 0);
  const rolled = shape.rollover - prev.value + cur.value;
  if (prev.value > 0.9 * shape.rollover && cur.value < 0.1 * shape.rollover && rolled >= 0 && rolled <= most) {
    return is("rollover", rolled);
  }
  return d >= -jitter(shape) ? is("jitter", 0) : is("decrease", 0);
}

/** Ten steps of the register; a thousandth of a step more, for the arithmetic of decimal fractions. */
function jitter({ resolution }: RegisterShape): number {
  return resolution * 10.001;
}

function acrossReplacements(prev: Reading, cur: Reading, replacements: readonly Replacement[]): number {
  let amount = 0;
  let start = prev.value;
  for (const one of replacements) {
    amount += one.finalReading - start;
    start = one.initialReading;
  }
  return amount + cur.value - start;
}

/**
 * Differences of a meter's readings; readings and replacements in order of time. The measured ones follow each other without
 * overlap, so that their amounts can be added; a `decrease` or `spike` marks a reading that was set aside.
 *
 * What is set aside waits for the next reading. If that one follows from the last good reading, the one between was a single
 * bad sample, and the difference reaches across it. If it follows only from the reading set aside, the register really is
 * somewhere else now (exchanged or reset without a record): counting starts anew from there, and the step counts nothing.
 * After `jitter` the higher register stays the one to compare with, so that coming back counts nothing either.
 */
export function differences(
  readings: readonly Reading[],
  shape: RegisterShape,
  replacements: readonly Replacement[] = [],
): Difference[] {
  const found: Difference[] = [];
  let good: Reading | undefined;
  let aside: Reading | undefined;
  const between = (from: Reading, cur: Reading) =>
    difference(from, cur, shape, ...replacements.filter(({ at }) => at > from.at && at <= cur.at));
  for (const cur of readings) {
    if (good === undefined) {
      good = cur;
      continue;
    }
    let base: Reading = good;
    let step = between(base, cur);
    if (!isMeasured(step) && aside !== undefined) {
      base = aside;
      step = between(base, cur);
    }
    found.push(step);
    aside = isMeasured(step) ? undefined : cur;
    if (isMeasured(step)) good = step.kind === "jitter" ? { at: cur.at, value: base.value } : cur;
  }
  return found;
}
