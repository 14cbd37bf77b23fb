import type { QuietReason } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmJournalEvent } from "@plantroom/model/alarms/journal.ts";
import { m } from "#messages";

/** One line of an alarm's journal. */
export function alarmEventWords(event: AlarmJournalEvent): string {
  return {
    raised: m.alarms_event_raised,
    cleared: m.alarms_event_cleared,
    "hold-ended": m.alarms_event_hold_ended,
    acknowledged: m.alarms_event_acknowledged,
    reset: m.alarms_event_reset,
    "re-alarmed": m.alarms_event_re_alarmed,
    "priority-raised": m.alarms_event_priority_raised,
    "priority-lowered": m.alarms_event_priority_lowered,
    shelved: m.alarms_event_shelved,
    unshelved: m.alarms_event_unshelved,
    "over-quota": m.alarms_event_over_quota,
    suppressed: m.alarms_event_suppressed,
    unsuppressed: m.alarms_event_unsuppressed,
    "taken-out-of-service": m.alarms_event_taken_out_of_service,
    reminded: m.alarms_event_reminded,
    "returned-to-service": m.alarms_event_returned_to_service,
    silenced: m.alarms_event_silenced,
    "sounded-again": m.alarms_event_sounded_again,
    uncertain: m.alarms_event_uncertain,
    certain: m.alarms_event_certain,
    "mode-ended": m.alarms_event_mode_ended,
    verified: m.alarms_event_verified,
    commented: m.alarms_event_commented,
    "rule-changed": m.alarms_event_rule_changed,
    "rule-removed": m.alarms_event_rule_removed,
    "equipment-removed": m.alarms_event_equipment_removed,
    "run-ended": m.alarms_event_run_ended,
  }[event]();
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

/** What time alone will do to an alarm. */
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
