import type { Instant } from "../time.ts";

/** `offered`: it opened by itself and nobody has taken it yet; its timers run all the same. */
export const runStates = ["offered", "running", "finished", "abandoned"] as const;
export type RunState = (typeof runStates)[number];

export const outcomes = ["done", "skipped"] as const;

/** What was written down of one step. */
export interface StepOutcome {
  readonly outcome: (typeof outcomes)[number];
  readonly at: Instant;
  readonly by: string;
  /** The id of the branch taken. */
  readonly answer?: string | undefined;
  /** For a skipped step the reason. */
  readonly note?: string | undefined;
  /** In the unit of the step. */
  readonly reading?: number | undefined;
  /** Ids of pictures of this run. */
  readonly photos?: readonly string[] | undefined;
}

/** A step as far as something is known of it; what follows from the others is reckoned by `standingsOf`. */
export interface RunStep {
  readonly id: string;
  readonly outcome?: StepOutcome | undefined;
  /** When its time was over; stays although it is done later. */
  readonly overdueAt?: Instant | undefined;
}

/** A procedure being followed, for one alarm or incident or as a drill. Times are of the wall clock. */
export interface ProcedureRun {
  readonly id: string;
  readonly procedure: string;
  readonly procedureVersion: number;
  readonly site: string;
  /** Missing for a drill of a whole site. */
  readonly equipment?: string | undefined;
  /** The alarms it answers; none for a drill that began without one. */
  readonly alarms: readonly string[];
  readonly incident?: string | undefined;
  readonly drill: boolean;
  readonly state: RunState;
  readonly startedAt: Instant;
  /** A user name, or `system`. */
  readonly startedBy: string;
  /** Who took it first, and when. */
  readonly takenAt?: Instant | undefined;
  readonly takenBy?: string | undefined;
  readonly endedAt?: Instant | undefined;
  readonly endedBy?: string | undefined;
  /** A summary or, when abandoned, the reason. */
  readonly endNote?: string | undefined;
  /** In the order of the procedure. */
  readonly steps: readonly RunStep[];
  /** The last act of a person. */
  readonly lastActAt?: Instant | undefined;
  /** Counts up with every change. */
  readonly revision: number;
}

/** A step whose time was over: told once by the run, and again after a restart while it is open. Its key is run and step. */
export interface OverdueStep {
  readonly run: ProcedureRun;
  readonly step: string;
  readonly overdueAt: Instant;
}

export function isOver({ state }: Pick<ProcedureRun, "state">): boolean {
  return state === "finished" || state === "abandoned";
}
