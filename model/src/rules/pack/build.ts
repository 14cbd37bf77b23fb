import type { Priority } from "../../alarms/priority.ts";
import type { Suppresses, SuppressionReason } from "../../alarms/suppression.ts";
import type { PointValue } from "../../points/point.ts";
import type { Text } from "../../text.ts";
import type { WorkOrderTemplate, WorkOrderType } from "../../work-orders/work-order.ts";
import type { Condition, Limit } from "../condition.ts";
import type { Rule } from "../rule.ts";

/** English, Traditional and Simplified Chinese, side by side. */
export type Words = `${string} | ${string} | ${string}`;

function text(words: Words): Text {
  const [en = "", hant = "", hans = ""] = words.split(" | ");
  return { en, "zh-Hant": hant, "zh-Hans": hans };
}

/** What a rule of the pack says; what it leaves out is the default of its priority. */
interface Declaration {
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
  /** What it explains elsewhere, and what explains it: see `Rule`. */
  readonly suppresses?: Suppresses;
  readonly suppressedBy?: readonly SuppressionReason[];
  /**
   * The rule of the domain catalogue and where its numbers come from: `[D]` our own default, `[K]` knowledge of the field that has
   * to be held against the standard before conformity is claimed, `[S…]` published.
   */
  readonly provenance: string;
}

/** Time left to act, by the matrix of consequence and time available (ISA-18.2 method, our own numbers). */
const responseMinutes: Readonly<Record<Priority, number>> = { critical: 3, high: 10, medium: 30, low: 480 };

/** A function that declares rules of the same device types. */
export function rulesOf(...types: readonly string[]) {
  return (id: string, { name, delays, consequence, cause, action, ...rest }: Declaration): Rule => ({
    id,
    version: 1,
    types,
    state: "active",
    latching: false,
    lifeSafety: false,
    respondWithinMinutes: responseMinutes[rest.priority],
    ...rest,
    name: text(name),
    onDelaySeconds: delays[0],
    offDelaySeconds: delays[1],
    consequence: text(consequence),
    cause: text(cause),
    action: text(action),
  });
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

export function all(...of: readonly Condition[]): Condition {
  return { kind: "all", of };
}

export function any(...of: readonly Condition[]): Condition {
  return { kind: "any", of };
}

/** Nothing has come from the equipment for so many seconds. */
export function silent(seconds: number): Condition {
  return { kind: "no-data", seconds };
}
