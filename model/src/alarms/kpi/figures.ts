import type { Instant } from "../../time.ts";
import type { Priority } from "../priority.ts";
import type { Flood } from "./floods.ts";
import type { KpiId, KpiStanding } from "./targets.ts";

/** A rule at an equipment, and how often. */
export interface Actor {
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly count: number;
}

/** A rule among the most frequent, with the equipment where it speaks most. */
export interface TopRule extends Actor {
  /** Of everything annunciated. */
  readonly share: number;
  /** At the one equipment named. */
  readonly countThere: number;
  readonly places: number;
}

/** Active for longer than a day without a break. */
export interface StaleAlarm {
  readonly alarm: string;
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly priority: Priority;
  readonly activeSince: Instant;
  /** Undefined: it stands at the end of the period. */
  readonly clearedAt?: Instant | undefined;
}

export interface PriorityFigures {
  readonly priority: Priority;
  readonly annunciated: number;
  readonly share: number;
  readonly shareTarget: number;
  readonly targetMinutes: number;
  readonly inTime: number;
  readonly late: number;
  readonly acknowledgeMedianSeconds: number | null;
  readonly acknowledgeP90Seconds: number | null;
}

/** Figures of alarm management over `[from, to)`, of what one operator sees (domain A6). */
export interface AlarmKpis {
  readonly annunciated: number;
  readonly values: Readonly<Record<KpiId, { readonly value: number | null; readonly standing: KpiStanding }>>;
  /** Annunciated in each 24 h from the start; the last may be shorter. */
  readonly days: readonly { readonly at: Instant; readonly annunciated: number; readonly peak: number }[];
  /** How many slots of 10 min had so many; the counts are of all slots of the period. */
  readonly distribution: readonly { readonly annunciated: number; readonly slots: number }[];
  readonly priorities: readonly PriorityFigures[];
  readonly floods: readonly Flood[];
  readonly topTen: readonly TopRule[];
  readonly chattering: readonly Actor[];
  readonly fleeting: readonly Actor[];
  readonly stale: readonly StaleAlarm[];
  /** How often alarms were put aside, and how many stand so at the end. */
  readonly aside: Readonly<
    Record<"shelved" | "suppressed" | "out-of-service", { readonly times: number; readonly standing: number }>
  >;
  readonly verified: Readonly<Record<"true" | "false" | "nuisance", number>>;
  readonly useful: { readonly useful: number; readonly all: number };
}
