import type { Alarm, Evidence } from "@plantroom/model/alarms/alarm.ts";
import type { Incident } from "@plantroom/model/alarms/incident.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import { isHidden } from "@plantroom/model/alarms/machine.ts";
import type { Mode } from "@plantroom/model/alarms/mode.ts";
import type { SuppressionCause } from "@plantroom/model/alarms/suppression.ts";
import type { AlarmTransitionView, AlarmView, IncidentView, ModeView } from "@plantroom/model/api/types.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";

/** Nothing of nothing. */
export const isoOf = (at: Instant | undefined) => (at === undefined ? undefined : iso(at));

/** An alarm as HTTP and the live feed tell it. */
export function viewOf(alarm: Alarm): AlarmView {
  const { shelved, suppressedBy, held, active } = alarm.regions;
  return {
    id: alarm.id,
    site: alarm.site,
    equipment: alarm.equipment,
    rule: alarm.rule,
    ruleVersion: alarm.ruleVersion,
    priority: alarm.priority,
    ...(alarm.priorityAtRaise !== alarm.priority && { priorityAtRaise: alarm.priorityAtRaise }),
    lifeSafety: alarm.lifeSafety,
    latching: alarm.latching,
    state: alarm.state,
    active,
    conditionSince: iso(alarm.conditionSince),
    raisedAt: iso(alarm.raisedAt),
    annunciatedAt: isoOf(alarm.annunciatedAt),
    clearedAt: isoOf(alarm.clearedAt),
    acknowledgedAt: isoOf(alarm.acknowledgedAt),
    acknowledgedBy: alarm.acknowledgedBy,
    acknowledgedNote: alarm.acknowledgedNote,
    resetAt: isoOf(alarm.resetAt),
    resetBy: alarm.resetBy,
    closedAt: isoOf(alarm.closedAt),
    closeCause: alarm.closeCause,
    shelvedUntil: isoOf(shelved?.until),
    shelvedBy: shelved?.by,
    shelvedReason: shelved?.reason,
    shelvedCode: shelved?.code,
    shelvedOneShot: shelved?.oneShot,
    suppressedBy: [...suppressedBy],
    ...(alarm.suppressions && { suppressions: alarm.suppressions.map(causeView) }),
    ...aside(alarm),
    ...soundOf(alarm),
    chattering: alarm.chattering,
    heldUntil: isoOf(held?.until),
    ...(alarm.uncertain && { uncertain: { ...alarm.uncertain, since: iso(alarm.uncertain.since) } }),
    occurrences: alarm.occurrences,
    reopened: alarm.reopened,
    reAlarms: alarm.reAlarms,
    evidence: alarm.evidence.map(evidenceView),
    ...(alarm.worst && { worst: evidenceView(alarm.worst) }),
    ...(alarm.atClear && { atClear: alarm.atClear.map(evidenceView) }),
    incident: alarm.incident,
    firstOut: alarm.firstOut,
    mode: alarm.mode,
    workOrder: alarm.workOrder,
    verification: alarm.verification,
    verifiedBy: alarm.verifiedBy,
    verifiedAt: isoOf(alarm.verifiedAt),
    verifiedNote: alarm.verifiedNote,
  };
}

/** Out of service and silence: what people have done besides. */
function aside({ regions: { outOfService, silenced } }: Alarm): Pick<AlarmView, "outOfService" | "silenced"> {
  return {
    ...(outOfService && {
      outOfService: {
        until: iso(outOfService.until),
        by: outOfService.by,
        permit: outOfService.permit,
        note: outOfService.note,
        overdue: outOfService.remindedAt !== undefined,
      },
    }),
    ...(silenced && { silenced: { by: silenced.by, until: isoOf(silenced.until) } }),
  };
}

/** How an alarm sounds, or why it does not (domain A7; the lowest priority is silent). */
function soundOf(alarm: Alarm): Pick<AlarmView, "sound" | "quiet"> {
  const { regions, state } = alarm;
  if (state === "normal") return { quiet: "closed" };
  if (isHidden(regions)) return { quiet: "hidden" };
  if (regions.acknowledged) return { quiet: "acknowledged" };
  if (regions.silenced) return { quiet: "silenced" };
  if (regions.held && !alarm.lifeSafety) return { quiet: "chattering" };
  if (alarm.voicedBy !== undefined) return { quiet: "incident" };
  if (alarm.priority === "low") return { quiet: "low-priority" };
  const { mode } = alarm;
  const rehearsed = mode && !mode.ended && (mode.kind !== "maintenance" || alarm.lifeSafety);
  return { sound: rehearsed ? "soft" : "loud" };
}

export function causeView({ since, ...rest }: SuppressionCause) {
  return { ...rest, since: iso(since) };
}

export function evidenceView({ at, ...rest }: Evidence) {
  return { ...rest, at: iso(at) };
}

export function lineView({ at, event, from, to, by, note, detail }: AlarmLine): AlarmTransitionView {
  return { at: iso(at), event, from, to, by, note, ...(detail && { detail: { ...detail } }) };
}

export function incidentView({ startedAt, joinedAt, endedAt, ...rest }: Incident): IncidentView {
  return { ...rest, startedAt: iso(startedAt), joinedAt: iso(joinedAt), endedAt: isoOf(endedAt) };
}

export function modeView({ equipment, rules, startedAt, until, endedAt, ...rest }: Mode): ModeView {
  return {
    ...rest,
    equipment: [...equipment],
    rules: [...rules],
    startedAt: iso(startedAt),
    until: iso(until),
    endedAt: isoOf(endedAt),
  };
}
