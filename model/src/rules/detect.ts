import type { Evidence } from "../alarms/alarm.ts";
import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import type { Instant, Milliseconds } from "../time.ts";
import type { Rule } from "./rule.ts";

/** The newest sample of a point, as rules see it. */
export interface Latest {
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
}

/** What a rule may look at; read-only, of one equipment. */
export interface Inputs {
  latest(point: string): Latest | undefined;
  attribute(name: string): AttributeValue | undefined;
  /** When anything was last received of the equipment; undefined before the first message. */
  readonly heardAt: Instant | undefined;
  readonly online: boolean | undefined;
  /** The gateway in front of the equipment is lost: what depends on being heard is not judged (`parent-comm-loss`). */
  readonly gatewayLost: boolean;
}

/** Persisted between samples and across restarts. */
export interface Detection {
  /** `pending`: the condition holds, the on-delay runs. `clearing`: it is over, the off-delay runs. */
  readonly phase: "idle" | "pending" | "active" | "clearing";
  /** When the phase's condition began. */
  readonly since?: Instant | undefined;
  /** Carried through pending, active and clearing: when the condition first held. */
  readonly conditionSince?: Instant | undefined;
}

export const idle: Detection = { phase: "idle" };

/** Why the rule stands where it stands. */
export type DetectionReason =
  | "holds"
  | "holds-not"
  | "on-delay"
  | "off-delay"
  | "no-value-yet"
  | "bad-quality"
  | "attribute-missing"
  | "parent-comm-loss";

export interface DetectionStep {
  readonly after: Detection;
  readonly change: "none" | "raised" | "cleared";
  /** The transition's own time: the end of the delay, not the time at which it was noticed. */
  readonly at: Instant;
  /** When to ask again although nothing arrives; undefined when only a sample can change anything. */
  readonly dueAt?: Instant | undefined;
  readonly reason: DetectionReason;
  readonly evidence: readonly Evidence[];
}

export type Detect = (rule: Rule, before: Detection, inputs: Inputs, at: Instant, wallNow: Instant) => DetectionStep;
export type Delay = Milliseconds;
