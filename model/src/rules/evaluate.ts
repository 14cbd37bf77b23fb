import type { Evidence } from "../alarms/alarm.ts";
import { isJudged } from "../quality.ts";
import { type Instant, second } from "../time.ts";
import type { Condition, Limit } from "./condition.ts";
import type { Inputs, Latest } from "./inputs.ts";

/** Why nothing can be said. */
export type UnknownReason = "no-value-yet" | "bad-quality" | "attribute-missing" | "parent-comm-loss";

/** The moment of a look, and whether what held before still holds within the deadband. */
export interface Look {
  /** Of the clock that `clockOf` the condition names. */
  readonly at: Instant;
  readonly wallNow: Instant;
  /** The rule is active or clearing: a limit counts as exceeded until the value is back by the deadband. */
  readonly held: boolean;
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

/**
 * The clock that a condition's delays run by. Silence and loss of a link are a matter of the wall clock, also at a site whose
 * clock is `device`; a condition that contains them runs by it as a whole.
 */
export function clockOf(condition: Condition): "site" | "wall" {
  switch (condition.kind) {
    case "no-data":
    case "offline":
      return "wall";
    case "all":
    case "any":
      return condition.of.some((one) => clockOf(one) === "wall") ? "wall" : "site";
    default:
      return "site";
  }
}

export function evaluate(condition: Condition, inputs: Inputs, look: Look): Judgement {
  switch (condition.kind) {
    case "above":
    case "below":
      return compare(condition, inputs, look);
    case "is": {
      const latest = inputs.latest(condition.point);
      if (!isUsable(latest)) return unknown(distrust(latest), look, evidenceOf(condition.point, latest));
      return known(condition.values.includes(latest.value), look, evidenceOf(condition.point, latest));
    }
    case "no-data":
      return silence(condition, inputs, look);
    case "offline":
      if (inputs.gatewayLost) return unknown("parent-comm-loss", look);
      return inputs.online === undefined ? unknown("no-value-yet", look) : known(!inputs.online, look);
    case "all":
      return combine(condition.of, inputs, look, false);
    case "any":
      return combine(condition.of, inputs, look, true);
    default:
      return unknown("no-value-yet", look);
  }
}

function compare(condition: Condition & { kind: "above" | "below" }, inputs: Inputs, look: Look): Judgement {
  const latest = inputs.latest(condition.point);
  const limit = limitInForce(condition.limit, inputs);
  const evidence = [
    ...evidenceOf(condition.point, latest, limit.value),
    ...(limit.point === undefined ? [] : evidenceOf(limit.point, inputs.latest(limit.point))),
  ];
  if (limit.value === undefined) return unknown(limit.why ?? "attribute-missing", look, evidence);
  if (!isUsable(latest) || typeof latest.value !== "number") return unknown(distrust(latest), look, evidence);
  const slack = look.held ? (condition.deadband ?? 0) : 0;
  const beyond = condition.kind === "above" ? latest.value > limit.value - slack : latest.value < limit.value + slack;
  return known(beyond, look, evidence);
}

/** The limit as a number: from the rule, the equipment's attribute or another of its points. */
function limitInForce(
  limit: Limit,
  inputs: Inputs,
): { readonly value?: number; readonly why?: UnknownReason; readonly point?: string } {
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

function silence(condition: Condition & { kind: "no-data" }, inputs: Inputs, look: Look): Judgement {
  const latest = condition.point === undefined ? undefined : inputs.latest(condition.point);
  const heardAt = condition.point === undefined ? inputs.heardAt : latest?.receivedAt;
  const evidence = condition.point === undefined ? [] : evidenceOf(condition.point, latest);
  if (inputs.gatewayLost) return unknown("parent-comm-loss", look, evidence);
  // What never reported may not be fitted at all: silence begins with the first word.
  if (heardAt === undefined) return unknown("no-value-yet", look, evidence);
  const tooLongAt = Math.max(heardAt, inputs.listeningSince ?? heardAt) + condition.seconds * second;
  if (look.wallNow >= tooLongAt) return { truth: true, since: tooLongAt, evidence };
  return { truth: false, since: look.at, dueAt: tooLongAt, evidence };
}

/** Kleene: one member of the deciding truth decides; else one unknown makes the whole unknown. */
function combine(conditions: readonly Condition[], inputs: Inputs, look: Look, deciding: boolean): Judgement {
  const all = conditions.map((one) => evaluate(one, inputs, look));
  const decided = all.filter((one) => one.truth === deciding);
  const open = all.find((one) => one.truth === "unknown");
  const truth = decided.length > 0 ? deciding : open ? "unknown" : !deciding;
  const starts = (decided.length > 0 ? decided : all).map((one) => one.since);
  const dues = all.flatMap((one) => (one.dueAt === undefined ? [] : [one.dueAt]));
  return {
    truth,
    ...(truth === "unknown" && open?.why !== undefined && { why: open.why }),
    since: starts.length === 0 ? look.at : decided.length > 0 ? Math.min(...starts) : Math.max(...starts),
    ...(dues.length > 0 && { dueAt: Math.min(...dues) }),
    evidence: onePerPoint([...decided, ...all].flatMap((one) => one.evidence)),
  };
}

function known(truth: boolean, look: Look, evidence: readonly Evidence[] = []): Judgement {
  return { truth, since: look.at, evidence };
}

function unknown(why: UnknownReason, look: Look, evidence: readonly Evidence[] = []): Judgement {
  return { truth: "unknown", why, since: look.at, evidence };
}

function isUsable(latest: Latest | undefined): latest is Latest {
  return latest !== undefined && isJudged(latest.quality);
}

function distrust(latest: Latest | undefined): UnknownReason {
  return latest === undefined ? "no-value-yet" : "bad-quality";
}

function evidenceOf(point: string, latest: Latest | undefined, limit?: number): readonly Evidence[] {
  if (latest === undefined) return [];
  const { at, value, quality } = latest;
  return [{ point, at, value, quality, ...(limit !== undefined && { limit }) }];
}

function onePerPoint(evidence: readonly Evidence[]): readonly Evidence[] {
  const first = new Map<string, Evidence>();
  for (const one of evidence) if (!first.has(one.point)) first.set(one.point, one);
  return [...first.values()];
}
