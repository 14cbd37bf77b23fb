import type { Evidence } from "../alarms/alarm.ts";
import { type Instant, type Milliseconds, second } from "../time.ts";
import { clockOf, evaluate, type Judgement, type UnknownReason } from "./evaluate.ts";
import type { Inputs, Latest } from "./inputs.ts";
import type { Rule } from "./rule.ts";

export type { Inputs, Latest };

/** Persisted between samples and across restarts. */
export interface Detection {
  /** `pending`: the condition holds, the on-delay runs. `clearing`: it is over, the off-delay runs. */
  readonly phase: "idle" | "pending" | "active" | "clearing";
  /** When the phase's condition began. */
  readonly since?: Instant | undefined;
  /** Carried through pending, active and clearing: when the condition first held. */
  readonly conditionSince?: Instant | undefined;
  /** At the last look nothing could be said; a delay that ran out meanwhile ends when something can be said again. */
  readonly frozen?: true | undefined;
}

export const idle: Detection = { phase: "idle" };

/** Why the rule stands where it stands. */
export type DetectionReason = "holds" | "holds-not" | "on-delay" | "off-delay" | UnknownReason;

export interface DetectionStep {
  readonly after: Detection;
  readonly change: "none" | "raised" | "cleared";
  /** The transition's own time: the end of the delay, not the time at which it was noticed. */
  readonly at: Instant;
  /**
   * When to ask again although nothing arrives, by the clock that `clockOf(rule.when)` names; undefined when only a sample
   * can change anything.
   */
  readonly dueAt?: Instant | undefined;
  readonly reason: DetectionReason;
  readonly evidence: readonly Evidence[];
}

export type Detect = (rule: Rule, before: Detection, inputs: Inputs, at: Instant, wallNow: Instant) => DetectionStep;
export type Delay = Milliseconds;

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
  const held = before.phase === "active" || before.phase === "clearing";
  const seen = evaluate(rule.when, inputs, { at: now, wallNow, held });
  if (seen.truth === "unknown") return freeze(before, seen, now);
  return seen.truth ? whileTrue(rule, before, seen, now) : whileFalse(rule, before, seen, now);
};

/** Nothing can be said: the phase stays, and no timer of it fires. */
function freeze(before: Detection, seen: Judgement, now: Instant): DetectionStep {
  return {
    after: before.phase === "idle" ? before : { ...before, frozen: true },
    change: "none",
    at: now,
    dueAt: seen.dueAt,
    reason: seen.why ?? "no-value-yet",
    evidence: seen.evidence,
  };
}

function whileTrue(rule: Rule, before: Detection, seen: Judgement, now: Instant): DetectionStep {
  const { evidence } = seen;
  if (before.phase === "active" || before.phase === "clearing") {
    const since = before.conditionSince ?? before.since ?? seen.since;
    const after: Detection = { phase: "active", since, conditionSince: since };
    return { after, change: "none", at: now, dueAt: seen.dueAt, reason: "holds", evidence };
  }
  const since = before.phase === "pending" ? (before.since ?? seen.since) : seen.since;
  const due = since + rule.onDelaySeconds * second;
  if (now < due) {
    const after: Detection = { phase: "pending", since, conditionSince: since };
    return { after, change: "none", at: now, dueAt: earlier(due, seen.dueAt), reason: "on-delay", evidence };
  }
  const after: Detection = { phase: "active", since, conditionSince: since };
  return { after, change: "raised", at: before.frozen ? now : due, dueAt: seen.dueAt, reason: "holds", evidence };
}

function whileFalse(rule: Rule, before: Detection, seen: Judgement, now: Instant): DetectionStep {
  const { evidence, dueAt } = seen;
  if (before.phase === "idle" || before.phase === "pending") {
    return { after: idle, change: "none", at: now, dueAt, reason: "holds-not", evidence };
  }
  const since = before.phase === "clearing" ? (before.since ?? seen.since) : seen.since;
  const due = since + rule.offDelaySeconds * second;
  if (now < due) {
    const after: Detection = { phase: "clearing", since, conditionSince: before.conditionSince };
    return { after, change: "none", at: now, dueAt: earlier(due, dueAt), reason: "off-delay", evidence };
  }
  return { after: idle, change: "cleared", at: before.frozen ? now : due, dueAt, reason: "holds-not", evidence };
}

function earlier(one: Instant, other: Instant | undefined): Instant {
  return other === undefined ? one : Math.min(one, other);
}
