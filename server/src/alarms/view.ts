import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmTransitionView, AlarmView } from "@plantroom/model/api/types.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { AlarmTransition } from "./moving.ts";

const isoOf = (at: Instant | undefined) => (at === undefined ? undefined : iso(at));

/** An alarm as HTTP and the live feed tell it. */
export function viewOf(alarm: Alarm): AlarmView {
  const { shelved } = alarm.regions;
  return {
    id: alarm.id,
    site: alarm.site,
    equipment: alarm.equipment,
    rule: alarm.rule,
    ruleVersion: alarm.ruleVersion,
    priority: alarm.priority,
    lifeSafety: alarm.lifeSafety,
    latching: alarm.latching,
    state: alarm.state,
    active: alarm.regions.active,
    conditionSince: iso(alarm.conditionSince),
    raisedAt: iso(alarm.raisedAt),
    clearedAt: isoOf(alarm.clearedAt),
    acknowledgedAt: isoOf(alarm.acknowledgedAt),
    acknowledgedBy: alarm.acknowledgedBy,
    acknowledgedNote: alarm.acknowledgedNote,
    closedAt: isoOf(alarm.closedAt),
    closeCause: alarm.closeCause,
    shelvedUntil: isoOf(shelved?.until),
    shelvedBy: shelved?.by,
    shelvedReason: shelved?.reason,
    suppressedBy: [...alarm.regions.suppressedBy],
    occurrences: alarm.occurrences,
    evidence: alarm.evidence.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
    workOrder: alarm.workOrder,
    verification: alarm.verification,
  };
}

export function lineView({ at, event, from, to, by, note }: AlarmTransition): AlarmTransitionView {
  return { at: iso(at), event, from, to, by, note };
}
