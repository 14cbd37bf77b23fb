import type { Alarm, Evidence } from "@plantroom/model/alarms/alarm.ts";
import { withRaise } from "@plantroom/model/alarms/flap.ts";
import type { AlarmJournalEvent } from "@plantroom/model/alarms/journal.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import {
  type AlarmEvent,
  type AlarmRefusal,
  alarmState,
  normalRegions,
  step,
} from "@plantroom/model/alarms/machine.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { ClosedBySystem } from "../rules/change.ts";

/** What belongs to a line of the journal beside its words. */
export type TransitionDetail = Readonly<Record<string, string | number | boolean>>;

export interface Move {
  readonly at: Instant;
  /** A user name, or `system`. */
  readonly by: string;
  readonly note?: string | undefined;
  readonly detail?: TransitionDetail | undefined;
  /** What was seen at that moment. */
  readonly evidence?: readonly Evidence[] | undefined;
}

export interface Moved {
  readonly alarm: Alarm;
  readonly transition: AlarmLine;
}

export const system = "system";

/** The alarm after an event, with the line for its journal; or why nothing changed. */
export function move(alarm: Alarm, event: AlarmEvent, how: Move): Moved | AlarmRefusal {
  const { changed, regions, ...rest } = step(alarm.regions, event);
  if (!changed) return "why" in rest ? rest.why : "already-so";
  const state = alarmState(regions);
  const over = state === "normal";
  const next: Alarm = {
    ...alarm,
    ...told(alarm, event, how),
    regions,
    state,
    closedAt: over ? how.at : undefined,
    closeCause: over ? causeOf(alarm, event) : undefined,
    ...(over && { uncertain: undefined }),
  };
  return { alarm: next, transition: lineOf(alarm, next, event.type, how) };
}

/** The alarm is closed whatever its state: it has lost its subject. */
export function close(alarm: Alarm, cause: ClosedBySystem, at: Instant): Moved {
  const next: Alarm = {
    ...alarm,
    regions: normalRegions,
    state: "normal",
    closedAt: at,
    closeCause: cause,
    uncertain: undefined,
    suppressions: undefined,
  };
  return { alarm: next, transition: lineOf(alarm, next, cause, { at, by: system }) };
}

/** A line in the journal that moves nothing. */
export function noted(alarm: Alarm, event: AlarmJournalEvent, how: Move): Moved {
  return { alarm, transition: lineOf(alarm, alarm, event, how) };
}

function causeOf(alarm: Alarm, event: AlarmEvent): Alarm["closeCause"] {
  if (alarm.occurrences === 0) return "withdrawn";
  return event.type === "reset" ? "reset" : "returned";
}

/** What an event leaves on the record besides the state. */
function told(alarm: Alarm, event: AlarmEvent, { at, by, note, evidence }: Move): Partial<Alarm> {
  switch (event.type) {
    case "raised":
      return {
        ...(!alarm.regions.acknowledged && (alarm.annunciatedAt ?? alarm.unanswered) && { unanswered: true }),
        // What is held is one occurrence to who looks at it: its acknowledgement stays.
        ...(!alarm.regions.held && {
          acknowledgedAt: undefined,
          acknowledgedBy: undefined,
          acknowledgedNote: undefined,
          annunciatedAt: undefined,
          reAlarms: undefined,
          reAlarmedAt: undefined,
        }),
        raisedAt: at,
        clearedAt: undefined,
        resetAt: undefined,
        resetBy: undefined,
        worst: undefined,
        atClear: undefined,
        uncertain: undefined,
        occurrences: alarm.occurrences + 1,
        recentRaises: withRaise(alarm.recentRaises, at),
        ...(event.hold !== undefined && { chattering: true }),
        ...(evidence && { evidence }),
      };
    case "cleared":
      return { clearedAt: at, uncertain: undefined, ...(evidence && { atClear: evidence }) };
    case "hold-ended":
      return { chattering: undefined };
    case "acknowledged":
      return { acknowledgedAt: at, acknowledgedBy: by, acknowledgedNote: note, unanswered: undefined };
    case "re-alarmed":
      return { reAlarms: (alarm.reAlarms ?? 0) + 1, reAlarmedAt: at };
    case "reset":
      return { resetAt: at, resetBy: by };
    default:
      return {};
  }
}

function lineOf(before: Alarm, after: Alarm, event: AlarmJournalEvent, { at, by, note, detail }: Move): AlarmLine {
  const { id, site, equipment, rule, priority } = after;
  const moves = { event, from: before.state, to: after.state };
  return {
    ...{ alarm: id, site, equipment, rule, priority, at },
    ...moves,
    by,
    note,
    detail,
    rehearsal: isRehearsal(after),
  };
}

/** Raised in a drill or a test that runs, or held for one by somebody; what maintenance hides is a figure of its own. */
function isRehearsal({ mode, lifeSafety, verification }: Alarm): boolean {
  if (verification === "drill" || verification === "test") return true;
  return mode !== undefined && !mode.ended && (mode.kind !== "maintenance" || lifeSafety);
}
