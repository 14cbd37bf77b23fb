import { gravity, type Priority } from "../alarms/priority.ts";
import type { Condition, ConditionOf } from "./condition.ts";
import { type Detection, idle } from "./detection.ts";
import type { Inputs } from "./inputs.ts";
import type { Rule } from "./rule.ts";
import type { DetectionStep, DetectOne, Moment } from "./step.ts";

interface OneLevel {
  readonly when: Condition;
  readonly rule: Rule;
}

const levelsOf = new WeakMap<Rule, readonly OneLevel[]>();

function rulesOf(rule: Rule, { point, levels, deadband }: ConditionOf<"levels">): readonly OneLevel[] {
  const made = levelsOf.get(rule);
  if (made) return made;
  const each = levels.map(({ level, limit, priority, onDelaySeconds, offDelaySeconds }): OneLevel => {
    const kind = level.startsWith("hi") ? "above" : "below";
    const when: Condition = { kind, point, limit, ...(deadband !== undefined && { deadband }) };
    const delays = {
      onDelaySeconds: onDelaySeconds ?? rule.onDelaySeconds,
      offDelaySeconds: offDelaySeconds ?? rule.offDelaySeconds,
    };
    return { when, rule: { ...rule, when, priority, ...delays } };
  });
  levelsOf.set(rule, each);
  return each;
}

const order = { idle: 0, pending: 1, clearing: 2, active: 3 } as const;

/** Every level is a fold of its own; the gravest that is active gives the priority (domain A2.3, 14). */
export function detectLevels(
  rule: Rule,
  condition: ConditionOf<"levels">,
  before: Detection,
  inputs: Inputs,
  moment: Moment,
  detectOne: DetectOne,
): DetectionStep {
  const each = rulesOf(rule, condition);
  const steps = each.map((one, i) => {
    // Another level may hold the alarm while this one is frozen; each keeps its own place.
    return detectOne(one.rule, one.when, before.levels?.[i] ?? idle, inputs, moment);
  });
  if (before.phase === "idle" && steps.every(({ after }) => after.phase === "idle"))
    return nothing(rule, steps, moment);
  const wasHeld = before.phase === "active" || before.phase === "clearing";
  const held = steps.filter(({ after }) => order[after.phase] >= order.clearing);
  const gravest = held.toSorted((a, b) => gravity(a.priority) - gravity(b.priority))[0];
  const leading = gravest ?? steps.toSorted((a, b) => order[b.after.phase] - order[a.after.phase])[0];
  const priority = gravest?.priority ?? rule.priority;
  const dues = steps.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [dueAt]));
  const after = combined(
    steps.map((step) => step.after),
    priority === rule.priority ? undefined : priority,
  );
  const isHeldNow = held.length > 0;
  const change =
    isHeldNow !== wasHeld
      ? isHeldNow
        ? "raised"
        : "cleared"
      : isHeldNow && priority !== (before.priority ?? rule.priority)
        ? "priority"
        : "none";
  const times = steps.filter((step) => step.change !== "none").map(({ at }) => at);
  return {
    after,
    change,
    at: times.length === 0 ? moment.now : change === "raised" ? Math.min(...times) : Math.max(...times),
    priority,
    ...(dues.length > 0 && { dueAt: Math.min(...dues) }),
    reason: leading?.reason ?? "holds-not",
    evidence: leading?.evidence ?? [],
  };
}

/** No level holds, and none did. */
function nothing(rule: Rule, steps: readonly DetectionStep[], { now }: Moment): DetectionStep {
  let dueAt: number | undefined;
  let unknown: DetectionStep | undefined;
  for (const step of steps) {
    if (step.dueAt !== undefined && (dueAt === undefined || step.dueAt < dueAt)) dueAt = step.dueAt;
    if (step.reason !== "holds-not") unknown ??= step;
  }
  const { reason = "holds-not", evidence = [] } = unknown ?? steps[0] ?? {};
  return { after: idle, change: "none", at: now, priority: rule.priority, dueAt, reason, evidence };
}

function combined(levels: readonly Detection[], priority: Priority | undefined): Detection {
  const phase = levels.map((one) => one.phase).toSorted((a, b) => order[b] - order[a])[0] ?? "idle";
  if (phase === "idle") return idle;
  const same = levels.filter((one) => one.phase === phase);
  const begun = levels.filter((one) => one.phase !== "idle" && (phase === "pending" || one.phase !== "pending"));
  return {
    phase,
    since: earliest(same.map(({ since }) => since)),
    conditionSince: earliest(begun.map(({ conditionSince }) => conditionSince)),
    ...(same.some(({ frozen }) => frozen) && { frozen: true as const }),
    ...(priority !== undefined && { priority }),
    levels,
  };
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
