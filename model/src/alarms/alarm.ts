import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { Instant } from "../time.ts";
import type { AlarmRegions, AlarmState } from "./machine.ts";
import type { ModeKind } from "./mode.ts";
import type { Priority } from "./priority.ts";
import type { SuppressionCause } from "./suppression.ts";

/** What a rule saw when it decided: the inputs with their time and quality. */
export interface Evidence {
  readonly point: string;
  readonly at: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
  /** The limit then in force, in the point's unit. */
  readonly limit?: number | undefined;
}

export const verifications = ["unverified", "true", "false", "nuisance", "test", "drill"] as const;
export type Verification = (typeof verifications)[number];

export const closeCauses = [
  "returned",
  "reset",
  "rule-changed",
  "rule-removed",
  "equipment-removed",
  "run-ended",
  "withdrawn",
] as const;
/** `withdrawn`: it was never raised, only out of service. */
export type CloseCause = (typeof closeCauses)[number];

/** Told loudly, softly (drill, test) or not at all; and why not. */
export const quietReasons = [
  "closed",
  "acknowledged",
  "hidden",
  "silenced",
  "chattering",
  "incident",
  "low-priority",
] as const;
export type QuietReason = (typeof quietReasons)[number];

/** One occurrence record; at most one open per site, equipment and rule (domain A2.3, "dedup identity"). */
export interface Alarm {
  readonly id: string;
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly ruleVersion: number;
  /** Now; a rule with several levels moves it while the alarm is active. */
  readonly priority: Priority;
  readonly priorityAtRaise?: Priority | undefined;
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
  readonly closeCause?: CloseCause | undefined;
  /** How often it was raised within this record. */
  readonly occurrences: number;
  /** How often the record was opened again within the re-open window after it had closed. */
  readonly reopened?: number | undefined;
  /** What was seen when it was raised, with the limit then in force. */
  readonly evidence: readonly Evidence[];
  /** The value furthest beyond the limit while it was active. */
  readonly worst?: Evidence | undefined;
  readonly atClear?: readonly Evidence[] | undefined;
  /** When people were first told of this occurrence; never, when it was hidden all the time. */
  readonly annunciatedAt?: Instant | undefined;
  /** People were told of an occurrence before this one, and nobody has acknowledged it. */
  readonly unanswered?: true | undefined;
  readonly resetAt?: Instant | undefined;
  readonly resetBy?: string | undefined;
  /** When it was last alarmed again for nobody having ended it, and how often since it was raised. */
  readonly reAlarms?: number | undefined;
  readonly reAlarmedAt?: Instant | undefined;
  /** The latest raises, newest last: what the flap guard looks at. */
  readonly recentRaises?: readonly Instant[] | undefined;
  /** It came and went so often that it is held. */
  readonly chattering?: true | undefined;
  /** Since when nothing can be said of its condition, and why: the state stands as it was (domain A5, `freeze`). */
  readonly uncertain?: { readonly since: Instant; readonly why: string } | undefined;
  /** What stands behind `regions.suppressedBy`. */
  readonly suppressions?: readonly SuppressionCause[] | undefined;
  readonly incident?: string | undefined;
  readonly firstOut?: true | undefined;
  /** The drill, test or maintenance in which it was raised. */
  readonly mode?: { readonly id: string; readonly kind: ModeKind; readonly ended?: true | undefined } | undefined;
  /** The first-out of its incident that sounds for it too. */
  readonly voicedBy?: string | undefined;
  readonly workOrder?: string | undefined;
  readonly verification: Verification;
  readonly verifiedBy?: string | undefined;
  readonly verifiedAt?: Instant | undefined;
  readonly verifiedNote?: string | undefined;
}
