import type { Evidence } from "../alarms/alarm.ts";
import { isJudged } from "../quality.ts";
import type { Instant } from "../time.ts";
import type { Limit } from "./condition.ts";
import type { Inputs, Latest } from "./inputs.ts";

/** Why nothing can be said. */
export type UnknownReason =
  | "no-value-yet"
  | "bad-quality"
  | "attribute-missing"
  | "parent-comm-loss"
  /** The window has not been watched whole yet. */
  | "window-filling"
  | "too-few-samples"
  | "too-few-siblings"
  | "no-baseline"
  /** The expression could not be worked out: a division by zero, a value of another kind. */
  | "expression-failed";

/** The moment of a look, and whether what held before still holds within the deadband. */
export interface Look {
  /** Of the clock that `clockOf` the condition names. */
  readonly at: Instant;
  readonly wallNow: Instant;
  /** The site's time: windows are of it. */
  readonly siteAt: Instant;
  /** The rule is active or clearing: a limit counts as exceeded until the value is back by the deadband. */
  readonly held: boolean;
  /** Figures of fewer samples are unknown. */
  readonly minimumSamples: number;
}

/** Three-valued: a value that is missing or not to be trusted makes its condition `unknown`, never false. */
export interface Judgement {
  readonly truth: boolean | "unknown";
  readonly why?: UnknownReason;
  /** Since when it is so, as far as one look can tell: now, or the time at which a silence grew too long. */
  readonly since: Instant;
  /** When time alone would change it. */
  readonly dueAt?: Instant | undefined;
  /** One for each point looked at; those that decided stand first. */
  readonly evidence: readonly Evidence[];
}

export function known(truth: boolean, look: Look, evidence: readonly Evidence[] = [], dueAt?: Instant): Judgement {
  return dueAt === undefined ? { truth, since: look.at, evidence } : { truth, since: look.at, dueAt, evidence };
}

export function unknown(
  why: UnknownReason,
  look: Look,
  evidence: readonly Evidence[] = [],
  dueAt?: Instant,
): Judgement {
  return { truth: "unknown", why, since: look.at, evidence, ...(dueAt !== undefined && { dueAt }) };
}

export function isUsable(latest: Latest | undefined): latest is Latest {
  return latest !== undefined && isJudged(latest.quality);
}

export function distrust(latest: Latest | undefined): UnknownReason {
  return latest === undefined ? "no-value-yet" : "bad-quality";
}

export function evidenceOf(point: string, latest: Latest | undefined, limit?: number): readonly Evidence[] {
  if (latest === undefined) return [];
  const { at, value, quality } = latest;
  return [limit === undefined ? { point, at, value, quality } : { point, at, value, quality, limit }];
}

export interface LimitInForce {
  readonly value?: number;
  readonly why?: UnknownReason;
  /** The point it was taken from. */
  readonly point?: string;
}

/** The limit as a number: from the rule, the equipment's attribute or another of its points. */
export function limitInForce(limit: Limit, inputs: Inputs): LimitInForce {
  if (typeof limit === "number") return { value: limit };
  const scaled = (base: number) => base * (limit.times ?? 1) + (limit.plus ?? 0);
  if ("attribute" in limit) {
    const base = inputs.attribute(limit.attribute);
    return typeof base === "number" ? { value: scaled(base) } : { why: "attribute-missing" };
  }
  const latest = inputs.latest(limit.point);
  if (!isUsable(latest) || typeof latest.value !== "number") return { why: distrust(latest), point: limit.point };
  return { value: scaled(latest.value), point: limit.point };
}

/** Evidence of a value and of the point its limit came from. */
export function evidenceWithLimit(point: string, inputs: Inputs, limit: LimitInForce): readonly Evidence[] {
  const own = evidenceOf(point, inputs.latest(point), limit.value);
  return limit.point === undefined ? own : [...own, ...evidenceOf(limit.point, inputs.latest(limit.point))];
}

/** Beyond the limit; while it is held, until the value is back by the deadband. */
export function isBeyond(side: "above" | "below", value: number, limit: number, deadband: number, held: boolean) {
  const slack = held ? deadband : 0;
  return side === "above" ? value > limit - slack : value < limit + slack;
}
