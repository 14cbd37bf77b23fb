import type { Instant } from "../time.ts";
import type { AlarmJournalEvent } from "./journal.ts";
import type { AlarmState } from "./machine.ts";
import type { Priority } from "./priority.ts";

/** One line of the journal of all alarms, with where it belongs. */
export interface AlarmLine {
  readonly alarm: string;
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly at: Instant;
  readonly event: AlarmJournalEvent;
  readonly from: AlarmState;
  readonly to: AlarmState;
  /** A user name, or `system`. */
  readonly by: string;
  /** The alarm's after the line. */
  readonly priority: Priority;
  /** Raised in a drill or a test that runs: counted in no figure (domain A6). */
  readonly rehearsal: boolean;
  readonly note?: string | undefined;
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined;
}

const hidden: readonly AlarmState[] = ["shelved", "suppressed", "out-of-service"];

/** People were told, or told again; what was latched while it was hidden is told when it is shown. */
export function isAnnunciation({ from, to }: Pick<AlarmLine, "from" | "to">): boolean {
  if (to === "latched-unacknowledged") return hidden.includes(from);
  return to === "unacknowledged" && from !== "unacknowledged";
}
