import type { AlarmState } from "@plantroom/model/alarms/machine.ts";
import type { Priority } from "@plantroom/model/alarms/priority.ts";
import { m } from "#messages";
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
export function suppressionWords(reason: string): string {
  switch (reason) {
    case "parent-comm-loss":
      return m.alarms_suppressed_parent_comm_loss();
    case "maintenance-mode":
      return m.alarms_suppressed_maintenance_mode();
    case "mains-failure":
      return m.alarms_suppressed_mains_failure();
    case "equipment-not-running":
      return m.alarms_suppressed_equipment_not_running();
    default:
      return reason;
  }
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
    history: m.alarms_tab_history,
  }[tab]();
}
