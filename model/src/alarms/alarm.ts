import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { Instant } from "../time.ts";
import type { AlarmRegions, AlarmState } from "./machine.ts";
import type { Priority } from "./priority.ts";

/** What a rule saw when it decided: the inputs with their time and quality. */
export interface Evidence {
  readonly point: string;
  readonly at: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
  /** The limit then in force, in the point's unit. */
  readonly limit?: number | undefined;
}

export type Verification = "unverified" | "true" | "false" | "nuisance" | "test" | "drill";

/** One occurrence record; at most one open per site, equipment and rule (domain A2.3, "dedup identity"). */
export interface Alarm {
  readonly id: string;
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly priority: Priority;
  readonly lifeSafety: boolean;
  readonly latching: boolean;
  readonly regions: AlarmRegions;
  /** Derived from the regions. */
  readonly state: AlarmState;
  /** When the condition began; `raisedAt` is the transition, on-delay later. */
  readonly conditionSince: Instant;
  readonly raisedAt: Instant;
  readonly clearedAt?: Instant | undefined;
  readonly acknowledgedAt?: Instant | undefined;
  readonly acknowledgedBy?: string | undefined;
  readonly acknowledgedNote?: string | undefined;
  readonly closedAt?: Instant | undefined;
  readonly closeCause?:
    | "returned"
    | "reset"
    | "rule-changed"
    | "rule-removed"
    | "equipment-removed"
    | "run-ended"
    | undefined;
  /** How often it was raised within this record. */
  readonly occurrences: number;
  readonly evidence: readonly Evidence[];
  readonly workOrder?: string | undefined;
  readonly verification: Verification;
}
