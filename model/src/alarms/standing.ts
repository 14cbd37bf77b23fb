import type { Instant } from "../time.ts";
import { type AlarmLine, isAnnunciation } from "./line.ts";
import type { AlarmState } from "./machine.ts";
import type { Priority } from "./priority.ts";

/** An alarm as its journal tells it at an instant. */
export interface AlarmStanding {
  readonly alarm: string;
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly priority: Priority;
  readonly state: AlarmState;
  /** Since when its state is this one. */
  readonly since: Instant;
  /** The condition, whatever hides the alarm. */
  readonly active: boolean;
  /** Undefined: not raised yet, only taken out of service. */
  readonly raisedAt?: Instant | undefined;
  /** When people were told last, and who has acknowledged that. */
  readonly annunciatedAt?: Instant | undefined;
  readonly acknowledgedAt?: Instant | undefined;
  readonly acknowledgedBy?: string | undefined;
  readonly occurrences: number;
  readonly rehearsal: boolean;
}

/** The alarm after one more line of its journal. */
export function standingAfter(before: AlarmStanding | undefined, line: AlarmLine): AlarmStanding {
  const { alarm, site, equipment, rule, priority, rehearsal, at, event, to, by } = line;
  const told = isAnnunciation(line);
  const raised = event === "raised";
  const acknowledged =
    event === "acknowledged"
      ? { acknowledgedAt: at, acknowledgedBy: by }
      : !told && before && { acknowledgedAt: before.acknowledgedAt, acknowledgedBy: before.acknowledgedBy };
  return {
    ...{ alarm, site, equipment, rule, priority, rehearsal },
    state: to,
    since: before?.state === to ? before.since : at,
    active: raised || (to !== "normal" && event !== "cleared" && (before?.active ?? false)),
    raisedAt: raised ? at : before?.raisedAt,
    annunciatedAt: told ? at : before?.annunciatedAt,
    ...acknowledged,
    occurrences: (before?.occurrences ?? 0) + (raised ? 1 : 0),
  };
}

/**
 * What stood at an instant, by alarm: the list as it was then. Lines of each alarm in the order in which they were written; later
 * ones are left out.
 */
export function standingsAt(
  lines: Iterable<AlarmLine>,
  at: Instant,
  before: ReadonlyMap<string, AlarmStanding> = new Map(),
): Map<string, AlarmStanding> {
  const standings = new Map(before);
  for (const line of lines) {
    if (line.at <= at) standings.set(line.alarm, standingAfter(standings.get(line.alarm), line));
  }
  for (const [alarm, { state }] of standings) if (state === "normal") standings.delete(alarm);
  return standings;
}
