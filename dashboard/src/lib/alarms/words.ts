import type { QuietReason, Verification } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmState } from "@plantroom/model/alarms/machine.ts";
import type { ModeKind } from "@plantroom/model/alarms/mode.ts";
import type { Priority } from "@plantroom/model/alarms/priority.ts";
import type { ShelveReason } from "@plantroom/model/alarms/shelving.ts";
import type { SuppressionReason } from "@plantroom/model/alarms/suppression.ts";
import { m } from "#messages";
import type { AlarmAct } from "./actions.ts";
import { type AgeFilter, minutesOfAge } from "./filter.ts";
import type { Grouping } from "./lines.ts";
import type { AlarmTab } from "./tabs.ts";

export function priorityWords(priority: Priority): string {
  return {
    critical: m.alarms_priority_critical,
    high: m.alarms_priority_high,
    medium: m.alarms_priority_medium,
    low: m.alarms_priority_low,
  }[priority]();
}

export function alarmStateWords(state: AlarmState): string {
  return {
    normal: m.alarms_state_normal,
    unacknowledged: m.alarms_state_unacknowledged,
    acknowledged: m.alarms_state_acknowledged,
    "returned-unacknowledged": m.alarms_state_returned_unacknowledged,
    "latched-unacknowledged": m.alarms_state_latched_unacknowledged,
    "latched-acknowledged": m.alarms_state_latched_acknowledged,
    shelved: m.alarms_state_shelved,
    suppressed: m.alarms_state_suppressed,
    "out-of-service": m.alarms_state_out_of_service,
  }[state]();
}

/** Why an alarm is suppressed by design. */
export function suppressionWords(reason: SuppressionReason): string {
  return {
    "parent-comm-loss": m.alarms_suppressed_parent_comm_loss,
    "mains-failure": m.alarms_suppressed_mains_failure,
    "equipment-not-running": m.alarms_suppressed_equipment_not_running,
    "upstream-trip": m.alarms_suppressed_upstream_trip,
    "maintenance-mode": m.alarms_suppressed_maintenance_mode,
    "drill-mode": m.alarms_suppressed_drill_mode,
    "schedule-closed": m.alarms_suppressed_schedule_closed,
    "flood-mode": m.alarms_suppressed_flood_mode,
  }[reason]();
}

export function shelveReasonWords(reason: ShelveReason): string {
  return {
    "known-fault": m.alarms_shelve_known_fault,
    "work-in-progress": m.alarms_shelve_work_in_progress,
    "awaiting-parts": m.alarms_shelve_awaiting_parts,
    "sensor-faulty": m.alarms_shelve_sensor_faulty,
    "outside-cause": m.alarms_shelve_outside_cause,
    other: m.alarms_shelve_other,
  }[reason]();
}

export function verificationWords(verification: Verification): string {
  return {
    unverified: m.alarms_verification_unverified,
    true: m.alarms_verification_true,
    false: m.alarms_verification_false,
    nuisance: m.alarms_verification_nuisance,
    test: m.alarms_verification_test,
    drill: m.alarms_verification_drill,
  }[verification]();
}

export function modeWords(kind: ModeKind): string {
  return { drill: m.alarms_mode_drill, test: m.alarms_mode_test, maintenance: m.alarms_mode_maintenance }[kind]();
}

export function actWords(act: AlarmAct): string {
  return {
    acknowledge: m.alarms_acknowledge,
    reset: m.alarms_reset,
    shelve: m.alarms_shelve,
    unshelve: m.alarms_unshelve,
    takeOut: m.alarms_take_out,
    returnToService: m.alarms_return_to_service,
    verify: m.alarms_verify,
    comment: m.alarms_comment,
  }[act]();
}

export function groupingWords(grouping: Grouping): string {
  return {
    none: m.alarms_group_none,
    site: m.common_site,
    equipment: m.common_equipment,
    incident: m.alarms_incident,
  }[grouping]();
}

/** One line of an alarm's journal. */
export function alarmEventWords(event: string): string {
  switch (event) {
    case "raised":
      return m.alarms_event_raised();
    case "cleared":
      return m.alarms_event_cleared();
    case "acknowledged":
      return m.alarms_event_acknowledged();
    case "reset":
      return m.alarms_event_reset();
    case "re-alarmed":
      return m.alarms_event_re_alarmed();
    case "shelved":
      return m.alarms_event_shelved();
    case "unshelved":
      return m.alarms_event_unshelved();
    case "suppressed":
      return m.alarms_event_suppressed();
    case "unsuppressed":
      return m.alarms_event_unsuppressed();
    case "taken-out-of-service":
      return m.alarms_event_taken_out_of_service();
    case "returned-to-service":
      return m.alarms_event_returned_to_service();
    case "verified":
      return m.alarms_event_verified();
    case "commented":
      return m.alarms_event_commented();
    case "silenced":
      return m.alarms_event_silenced();
    case "priority-changed":
      return m.alarms_event_priority_changed();
    case "chattering":
      return m.alarms_event_chattering();
    case "closed":
      return m.alarms_event_closed();
    case "reopened":
      return m.alarms_event_reopened();
    default:
      return event;
  }
}

export function alarmTabWords(tab: AlarmTab): string {
  return {
    unacknowledged: m.alarms_tab_unacknowledged,
    acknowledged: m.alarms_tab_acknowledged,
    returned: m.alarms_tab_returned,
    latched: m.alarms_tab_latched,
    shelved: m.alarms_tab_shelved,
    suppressed: m.alarms_tab_suppressed,
    "out-of-service": m.alarms_state_out_of_service,
    open: m.alarms_tab_open,
    history: m.alarms_tab_history,
  }[tab]();
}

export function ageFilterWords(age: AgeFilter): string {
  const minutes = minutesOfAge[age];
  const length = minutes < 60 ? m.common_minutes({ count: minutes }) : m.common_hours({ count: minutes / 60 });
  return m.alarms_older_than({ age: length });
}

/** How a rule stands at its last look. */
export function detectionWords(reason: string): string {
  switch (reason) {
    case "holds":
      return m.alarms_detection_holds();
    case "holds-not":
      return m.alarms_detection_holds_not();
    case "on-delay":
      return m.alarms_detection_on_delay();
    case "off-delay":
      return m.alarms_detection_off_delay();
    case "no-value-yet":
      return m.alarms_detection_no_value_yet();
    case "bad-quality":
      return m.alarms_detection_bad_quality();
    case "parent-comm-loss":
      return m.alarms_suppressed_parent_comm_loss();
    case "attribute-missing":
      return m.alarms_detection_attribute_missing();
    case "window-filling":
    case "too-few-samples":
      return m.alarms_detection_too_few_samples();
    case "too-few-siblings":
      return m.alarms_detection_too_few_siblings();
    default:
      return reason;
  }
}

/** Why an alarm makes no sound. */
export function quietWords(reason: QuietReason): string {
  return {
    closed: m.alarms_over,
    acknowledged: m.alarms_state_acknowledged,
    hidden: m.alarms_quiet_hidden,
    silenced: m.alarms_event_silenced,
    chattering: m.alarms_chattering,
    incident: m.alarms_quiet_incident,
    "low-priority": m.alarms_quiet_low_priority,
  }[reason]();
}

/** What time alone will do to it. */
export function timerWords(kind: string): string {
  switch (kind) {
    case "shelf-ends":
      return m.alarms_timer_shelf_ends();
    case "sounds-again":
      return m.alarms_timer_sounds_again();
    case "hold-ends":
      return m.alarms_timer_hold_ends();
    case "re-alarm":
      return m.alarms_timer_re_alarm();
    case "auto-acknowledge":
      return m.alarms_timer_auto_acknowledge();
    case "reminder":
      return m.alarms_timer_reminder();
    default:
      return kind;
  }
}
