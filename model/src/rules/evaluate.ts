import type { Evidence } from "../alarms/alarm.ts";
import { type Instant, second } from "../time.ts";
import { besideSiblings, fromBaseline, fromSetPoint } from "./away.ts";
import { type Condition, type ConditionOf, leavesOf } from "./condition.ts";
import { express } from "./expression/express.ts";
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
import { aggregate, count, rate, stuck } from "./over-time.ts";

/**
 * The clock that a condition's delays run by. Silence and loss of a link are a matter of the wall clock, also at a site whose
 * clock is `device`; a condition that contains them runs by it as a whole.
 */
export function clockOf(condition: Condition): "site" | "wall" {
  switch (condition.kind) {
    case "no-data":
    case "offline":
      return "wall";
    case "not":
    case "all":
    case "any":
      return clockOfCompound(condition);
    default:
      return "site";
  }
}

const clocks = new WeakMap<Condition, "site" | "wall">();

function clockOfCompound(condition: Condition): "site" | "wall" {
  const known = clocks.get(condition);
  if (known !== undefined) return known;
  const clock = leavesOf(condition).some(({ kind }) => kind === "no-data" || kind === "offline") ? "wall" : "site";
  clocks.set(condition, clock);
  return clock;
}

export function evaluate(condition: Condition, inputs: Inputs, look: Look): Judgement {
  switch (condition.kind) {
    case "above":
    case "below":
      return compare(condition, inputs, look);
    case "outside":
      return outside(condition, inputs, look);
    case "levels":
      return anyLevel(condition, inputs, look);
    case "is": {
      const latest = inputs.latest(condition.point);
      if (!isUsable(latest)) return unknown(distrust(latest), look, evidenceOf(condition.point, latest));
      return known(condition.values.includes(latest.value), look, evidenceOf(condition.point, latest));
    }
    case "rate":
      return rate(condition, inputs, look);
    case "stuck":
      return stuck(condition, inputs, look);
    case "count":
      return count(condition, inputs, look);
    case "aggregate":
      return aggregate(condition, inputs, look);
    case "set-point":
      return fromSetPoint(condition, inputs, look);
    case "baseline":
      return fromBaseline(condition, inputs, look);
    case "siblings":
      return besideSiblings(condition, inputs, look);
    case "expression":
      return express(condition, inputs, look);
    case "no-data":
      return silence(condition, inputs, look);
    case "offline":
      if (inputs.gatewayLost) return unknown("parent-comm-loss", look);
      return inputs.online === undefined ? unknown("no-value-yet", look) : known(!inputs.online, look);
    case "not": {
      const inner = evaluate(condition.of, inputs, { ...look, held: false });
      return inner.truth === "unknown" ? inner : { ...inner, truth: !inner.truth };
    }
    case "all":
      return combine(condition.of, inputs, look, false);
    case "any":
      return combine(condition.of, inputs, look, true);
  }
}

function compare(condition: ConditionOf<"above" | "below">, inputs: Inputs, look: Look): Judgement {
  const latest = inputs.latest(condition.point);
  const limit = limitInForce(condition.limit, inputs);
  const evidence = evidenceWithLimit(condition.point, inputs, limit);
  if (limit.value === undefined) return unknown(limit.why ?? "attribute-missing", look, evidence);
  if (!isUsable(latest) || typeof latest.value !== "number") return unknown(distrust(latest), look, evidence);
  const beyond = isBeyond(condition.kind, latest.value, limit.value, condition.deadband ?? 0, look.held);
  return known(beyond, look, evidence);
}

function outside({ point, low, high, deadband }: ConditionOf<"outside">, inputs: Inputs, look: Look): Judgement {
  const band = deadband === undefined ? {} : { deadband };
  const sides: Condition[] = [
    { kind: "below", point, limit: low, ...band },
    { kind: "above", point, limit: high, ...band },
  ];
  return combine(sides, inputs, look, true);
}

/** Inside another condition, which validation refuses, levels are only limits. */
function anyLevel({ point, levels, deadband }: ConditionOf<"levels">, inputs: Inputs, look: Look): Judgement {
  const band = deadband === undefined ? {} : { deadband };
  const each = levels.map(
    ({ level, limit }): Condition => ({ kind: level.startsWith("hi") ? "above" : "below", point, limit, ...band }),
  );
  return combine(each, inputs, look, true);
}

function silence(condition: ConditionOf<"no-data">, inputs: Inputs, look: Look): Judgement {
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
  const all: Judgement[] = [];
  let decidedSince = Number.POSITIVE_INFINITY;
  let latestSince = Number.NEGATIVE_INFINITY;
  let dueAt: Instant | undefined;
  let open: Judgement | undefined;
  for (const condition of conditions) {
    const one = evaluate(condition, inputs, look);
    all.push(one);
    if (one.truth === deciding) decidedSince = Math.min(decidedSince, one.since);
    else if (one.truth === "unknown") open ??= one;
    latestSince = Math.max(latestSince, one.since);
    if (one.dueAt !== undefined && (dueAt === undefined || one.dueAt < dueAt)) dueAt = one.dueAt;
  }
  const evidence = evidenceOfAll(all, deciding);
  if (decidedSince !== Number.POSITIVE_INFINITY) return { truth: deciding, since: decidedSince, dueAt, evidence };
  const since = all.length === 0 ? look.at : latestSince;
  if (open === undefined) return { truth: !deciding, since, dueAt, evidence };
  return { truth: "unknown", why: open.why ?? "no-value-yet", since, dueAt, evidence };
}

/** What decided first; one for each point. */
function evidenceOfAll(all: readonly Judgement[], deciding: boolean): readonly Evidence[] {
  const evidence: Evidence[] = [];
  for (const one of all) if (one.truth === deciding) addNew(evidence, one.evidence);
  for (const one of all) if (one.truth !== deciding) addNew(evidence, one.evidence);
  return evidence;
}

function addNew(to: Evidence[], from: readonly Evidence[]): void {
  for (const one of from) if (!to.some(({ point }) => point === one.point)) to.push(one);
}
