import type { Priority } from "../../alarms/priority.ts";
import type { PointValue } from "../../points/point.ts";
import { procedureFor } from "../../procedures/answering.ts";
import type { Text } from "../../text.ts";
import type { WorkOrderTemplate, WorkOrderType } from "../../work-orders/work-order.ts";
import type { Comparison, Condition, Level, Limit, WindowFigure } from "../condition.ts";
import type { Given, RuleExample } from "../example.ts";
import type { ConsequenceClass } from "../priority-matrix.ts";
import type { Calendar, Rule } from "../rule.ts";

/** English, Traditional and Simplified Chinese, side by side. */
export type Words = `${string} | ${string} | ${string}`;

function text(words: Words): Text {
  const [en = "", hant = "", hans = ""] = words.split(" | ");
  return { en, "zh-Hant": hant, "zh-Hans": hans };
}

/** A rule of the pack with its own small tests. */
export interface PackedRule {
  readonly rule: Rule;
  readonly examples: readonly RuleExample[];
}

type Optional =
  | "tags"
  | "minimumSamples"
  | "onMissing"
  | "calendar"
  | "priorityAfter"
  | "class"
  | "suppressedBy"
  | "suppresses"
  | "group"
  | "procedure";

/** What a rule of the pack says; what it leaves out is the default of its priority. */
interface Declaration extends Partial<Pick<Rule, Optional>> {
  readonly name: Words;
  readonly when: Condition;
  /** On-delay and off-delay in seconds. */
  readonly delays: readonly [on: number, off: number];
  readonly priority: Priority;
  readonly latching?: true;
  readonly lifeSafety?: true;
  readonly consequence: Words;
  readonly cause: Words;
  readonly action: Words;
  readonly respondWithinMinutes?: number;
  readonly workOrder?: WorkOrderTemplate;
  /**
   * The rule of the domain catalogue and where its numbers come from: `[D]` our own default, `[K]` knowledge of the field that has
   * to be held against the standard before conformity is claimed, `[S…]` published.
   */
  readonly provenance: string;
  readonly examples: readonly RuleExample[];
}

interface PriorityDefaults {
  readonly class: ConsequenceClass;
  readonly respondWithinMinutes: number;
  readonly reAlarmMinutes?: number;
  readonly autoAcknowledgeMinutes?: number;
}

/** Consequence and time left to act that give each priority (`priorityOf`), and what it repeats or ends by itself (domain A2.3). */
const defaults: Readonly<Record<Priority, PriorityDefaults>> = {
  critical: { class: "major", respondWithinMinutes: 2, reAlarmMinutes: 30 },
  high: { class: "major", respondWithinMinutes: 10, reAlarmMinutes: 240 },
  medium: { class: "partial", respondWithinMinutes: 30 },
  low: { class: "efficiency", respondWithinMinutes: 480, autoAcknowledgeMinutes: 60 },
};
const ofLife = { class: "life-safety", respondWithinMinutes: 3 } as const;

/** A function that declares rules of the same device types. */
export function rulesOf(...types: readonly string[]) {
  return (id: string, { name, delays, consequence, cause, action, examples, ...rest }: Declaration): PackedRule => {
    const procedure = procedureFor({ id, procedure: rest.procedure })?.id;
    const group = rest.group ?? rest.workOrder?.failureClass;
    const rule: Rule = {
      id,
      version: 1,
      types,
      state: "active",
      latching: false,
      lifeSafety: false,
      ...defaults[rest.priority],
      ...(rest.lifeSafety && ofLife),
      ...rest,
      ...(procedure !== undefined && { procedure }),
      ...(group !== undefined && { group }),
      name: text(name),
      onDelaySeconds: delays[0],
      offDelaySeconds: delays[1],
      consequence: text(consequence),
      cause: text(cause),
      action: text(action),
    };
    return { rule, examples };
  };
}

/** An example in which nothing is raised. */
export function calm(given: Given, more: Omit<RuleExample, "given" | "expect"> = {}): RuleExample {
  return { given, expect: "", ...more };
}

/** An example with what comes of it: `2m raised, 8m cleared`. */
export function course(given: Given, expect: string, more: Omit<RuleExample, "given" | "expect"> = {}): RuleExample {
  return { given, expect, ...more };
}

export function workOrder(type: WorkOrderType, failureClass: string, title: Words): WorkOrderTemplate {
  return { type, failureClass, title: text(title) };
}

export function is(point: string, ...values: readonly PointValue[]): Condition {
  return { kind: "is", point, values };
}

export function above(point: string, limit: Limit, deadband = 0): Condition {
  return { kind: "above", point, limit, deadband };
}

export function below(point: string, limit: Limit, deadband = 0): Condition {
  return { kind: "below", point, limit, deadband };
}

export function not(of: Condition): Condition {
  return { kind: "not", of };
}

export function all(...of: readonly Condition[]): Condition {
  return { kind: "all", of };
}

export function any(...of: readonly Condition[]): Condition {
  return { kind: "any", of };
}

/** Several limits in one rule; the gravest in force gives the priority. */
export function levels(point: string, deadband: number, ...list: readonly Level[]): Condition {
  return { kind: "levels", point, deadband, levels: list };
}

/** A figure of the samples of a window. */
export function figure(of: WindowFigure, point: string, windowSeconds: number, comparison: Comparison): Condition {
  return { kind: "aggregate", point, figure: of, windowSeconds, ...comparison };
}

/** At least so often within the window the value became this. */
export function often(point: string, value: PointValue, atLeast: number, windowSeconds: number): Condition {
  return { kind: "count", point, of: "transitions", values: [value], windowSeconds, atLeast };
}

/** Reported, and the same for so many seconds. */
export function stuck(point: string, seconds: number): Condition {
  return { kind: "stuck", point, seconds };
}

/** So much above the usual of the same hour of the week, as a share of it. */
export function aboveUsual(point: string, ratio: number): Condition {
  return { kind: "baseline", point, weeks: 4, side: "above", by: { ratio } };
}

export function expression(cel: string): Condition {
  return { kind: "expression", cel };
}

/**
 * One of three phases lies so far from their mean, as a share of it: from each other then, one and a half times as far. Told by pairs,
 * which asks nothing of who reports no phases.
 */
export function unbalanced(phases: readonly [string, string, string], share: number): Condition {
  const pairs = phases.map((phase, i): Condition => {
    const other = phases[(i + 1) % phases.length] ?? phase;
    return { kind: "set-point", point: phase, from: { point: other }, side: "either", by: { ratio: 1.5 * share } };
  });
  return any(...pairs);
}

/** Every night between these times, site time. */
export function nightly(from: string, to: string): Calendar {
  return { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from, to }] };
}

/** Nothing has come from the equipment for so many seconds. */
export function silent(seconds: number): Condition {
  return { kind: "no-data", seconds };
}
