import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import {
  type AlarmEvent,
  type AlarmRefusal,
  type AlarmState,
  alarmState,
  normalRegions,
  step,
} from "@plantroom/model/alarms/machine.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { ClosedBySystem } from "../rules/change.ts";

/** One line of an alarm's journal. */
export interface AlarmTransition {
  readonly alarm: string;
  readonly at: Instant;
  readonly event: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly by: string;
  readonly note?: string | undefined;
}

export interface Move {
  readonly at: Instant;
  /** A user name, or `system`. */
  readonly by: string;
  readonly note?: string | undefined;
}

export interface Moved {
  readonly alarm: Alarm;
  readonly transition: AlarmTransition;
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
    closeCause: over ? (event.type === "reset" ? "reset" : "returned") : undefined,
  };
  return { alarm: next, transition: lineOf(alarm, next, event.type, how) };
}

/** The alarm is closed whatever its state: it has lost its subject. */
export function close(alarm: Alarm, cause: ClosedBySystem, at: Instant): Moved {
  const next: Alarm = { ...alarm, regions: normalRegions, state: "normal", closedAt: at, closeCause: cause };
  return { alarm: next, transition: lineOf(alarm, next, cause, { at, by: system }) };
}

/** What an event leaves on the record besides the state. */
function told(alarm: Alarm, event: AlarmEvent, { at, by, note }: Move): Partial<Alarm> {
  switch (event.type) {
    case "raised":
      return {
        raisedAt: at,
        clearedAt: undefined,
        acknowledgedAt: undefined,
        acknowledgedBy: undefined,
        acknowledgedNote: undefined,
        occurrences: alarm.occurrences + 1,
      };
    case "cleared":
      return { clearedAt: at };
    case "acknowledged":
      return { acknowledgedAt: at, acknowledgedBy: by, acknowledgedNote: note };
    default:
      return {};
  }
}

function lineOf(before: Alarm, after: Alarm, event: string, { at, by, note }: Move): AlarmTransition {
  return { alarm: after.id, at, event, from: before.state, to: after.state, by, note };
}
