import type { Evidence } from "../alarms/alarm.ts";
import { type Instant, minute, second } from "../time.ts";
import { inForceAt } from "./calendar.ts";
import { leavesOf } from "./condition.ts";
import { type Detection, idle, isHeld } from "./detection.ts";
import { clockOf, evaluate } from "./evaluate.ts";
import type { Inputs, Latest } from "./inputs.ts";
import type { Judgement, Look } from "./judgement.ts";
import { detectLevels } from "./levels.ts";
import { needOf } from "./over-time.ts";
import type { Rule } from "./rule.ts";
import type { DetectionStep, DetectOne } from "./step.ts";

export type { Detection, DetectionStep, Inputs, Latest };
export { idle };

export type Detect = (rule: Rule, before: Detection, inputs: Inputs, at: Instant, wallNow: Instant) => DetectionStep;

/**
 * One step of the fold that live, test, replay and backtest share. `at` is the site's time, `wallNow` the time of day; a rule
 * that waits for silence or a lost link runs by the second alone.
 *
 * It looks only at the inputs it is given. Who folds must therefore ask at every `dueAt` *before* it applies a sample of that
 * time or later: a delay that ended first has then done its work, even if the sample would have ended the condition. Asking
 * at other times, more often or too late by a tick, changes nothing: transitions carry the time at which they were due.
 */
export const detect: Detect = (rule, before, inputs, at, wallNow) => {
  const now = clockOf(rule.when) === "wall" ? wallNow : at;
  const moment = { now, at, wallNow };
  const step =
    rule.when.kind === "levels"
      ? detectLevels(rule, rule.when, before, inputs, moment, detectOne)
      : detectOne(rule, rule.when, before, inputs, moment);
  return rule.priorityAfter === undefined ? step : rising(rule, rule.priorityAfter, before, step, now);
};

/** The fold of one condition, without levels and rising priorities. */
const detectOne: DetectOne = (rule, when, before, inputs, { now, at, wallNow }) => {
  const held = isHeld(before);
  const minimumSamples = rule.minimumSamples ?? 1;
  const look: Look = { at: now, wallNow, siteAt: at, held, minimumSamples };
  const hours = rule.calendar && inForceAt(rule.calendar, at, inputs.timeZone ?? "UTC");
  if (hours?.inForce === false) {
    const dueAt = now === at ? hours.until : undefined;
    return whileFalse(rule, before, { truth: false, since: now, dueAt, evidence: [] }, now, "calendar");
  }
  const found = settleMissing(rule, before, evaluate(when, inputs, look), now);
  const seen = hours && now === at ? { ...found, dueAt: earlier(hours.until, found.dueAt) } : found;
  if (seen.truth === "unknown") return freeze(rule, before, seen, now);
  if (!seen.truth) return whileFalse(rule, before, seen, now, "holds-not");
  const confirming = minimumSamples > 1 && !leavesOf(when).some((leaf) => needOf(leaf));
  return whileTrue(rule, before, seen, now, confirming ? minimumSamples : 1);
};

/** Bad data become what the rule says of them; what was never seen stays unknown. */
function settleMissing(rule: Rule, before: Detection, seen: Judgement, now: Instant): Judgement {
  const policy = rule.onMissing ?? "freeze";
  if (seen.truth !== "unknown" || seen.why !== "bad-quality" || policy === "freeze") return seen;
  const goesOn = before.phase === "active" || before.phase === "pending";
  const truth = policy === "ignore" ? goesOn : policy === "raise";
  return { truth, since: now, dueAt: seen.dueAt, evidence: seen.evidence };
}

/** Nothing can be said: the phase stays, and no timer of it fires. */
function freeze(rule: Rule, before: Detection, seen: Judgement, now: Instant): DetectionStep {
  return {
    after: before.phase === "idle" ? before : { ...before, frozen: true },
    change: "none",
    at: now,
    priority: before.priority ?? rule.priority,
    dueAt: seen.dueAt,
    reason: seen.why ?? "no-value-yet",
    evidence: seen.evidence,
  };
}

function whileTrue(rule: Rule, before: Detection, seen: Judgement, now: Instant, samples: number): DetectionStep {
  const { evidence, dueAt } = seen;
  const step = { at: now, priority: before.priority ?? rule.priority, evidence };
  if (isHeld(before)) {
    const since = before.conditionSince ?? before.since ?? seen.since;
    const after: Detection = { phase: "active", since, conditionSince: since, priority: before.priority };
    return { ...step, after, change: "none", dueAt, reason: "holds" };
  }
  const since = before.phase === "pending" ? (before.since ?? seen.since) : seen.since;
  const due = since + rule.onDelaySeconds * second;
  const confirmed = samples > 1 ? confirmedBy(before, evidence) : undefined;
  const isConfirmed = confirmed === undefined || confirmed[0] >= samples;
  if (now < due || !isConfirmed) {
    const after: Detection = { phase: "pending", since, conditionSince: since, ...(confirmed && { confirmed }) };
    const reason = isConfirmed ? "on-delay" : "more-samples";
    return { ...step, after, change: "none", dueAt: now < due ? earlier(due, dueAt) : dueAt, reason };
  }
  const after: Detection = { phase: "active", since, conditionSince: since };
  const at = before.frozen ? now : Math.max(due, confirmed?.[1] ?? due);
  return { ...step, after, change: "raised", at, dueAt, reason: "holds" };
}

/** A look at the same samples confirms nothing anew. */
function confirmedBy(before: Detection, evidence: readonly Evidence[]): readonly [number, Instant] {
  const newest = Math.max(Number.NEGATIVE_INFINITY, ...evidence.map(({ at }) => at));
  const [samples, at] = before.phase === "pending" ? (before.confirmed ?? [0, newest - 1]) : [0, newest - 1];
  return newest > at ? [samples + 1, newest] : [samples, at];
}

function whileFalse(
  rule: Rule,
  before: Detection,
  seen: Judgement,
  now: Instant,
  reason: "holds-not" | "calendar",
): DetectionStep {
  const { evidence, dueAt } = seen;
  const step = { at: now, priority: before.priority ?? rule.priority, evidence };
  if (!isHeld(before)) return { ...step, after: idle, change: "none", dueAt, reason };
  const since = before.phase === "clearing" ? (before.since ?? seen.since) : seen.since;
  const due = since + rule.offDelaySeconds * second;
  if (now < due) {
    const { conditionSince, priority } = before;
    const after: Detection = { phase: "clearing", since, conditionSince, priority };
    return { ...step, after, change: "none", dueAt: earlier(due, dueAt), reason: "off-delay" };
  }
  return { ...step, after: idle, change: "cleared", at: before.frozen ? now : due, dueAt, reason };
}

/** Priorities that an alarm rises to while it lasts, counted from the beginning of its condition. */
function rising(
  rule: Rule,
  steps: NonNullable<Rule["priorityAfter"]>,
  before: Detection,
  step: DetectionStep,
  now: Instant,
): DetectionStep {
  const since = step.after.conditionSince;
  if (!isHeld(step.after) || since === undefined || step.after.frozen) return step;
  const reached = steps.filter(({ minutes }) => since + minutes * minute <= now).at(-1);
  const next = steps.find(({ minutes }) => since + minutes * minute > now);
  const priority = reached?.priority ?? rule.priority;
  const nextAt = next && since + next.minutes * minute;
  const after = priority === rule.priority ? step.after : { ...step.after, priority };
  const dueAt = nextAt === undefined ? step.dueAt : earlier(nextAt, step.dueAt);
  const risen = step.change === "none" && isHeld(before) && priority !== (before.priority ?? rule.priority);
  if (!risen) return { ...step, after, dueAt, priority };
  const at = before.frozen || reached === undefined ? now : since + reached.minutes * minute;
  return { ...step, after, dueAt, priority, change: "priority", at };
}

function earlier(one: Instant, other: Instant | undefined): Instant {
  return other === undefined ? one : Math.min(one, other);
}
