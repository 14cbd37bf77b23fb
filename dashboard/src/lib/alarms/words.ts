import type { AlarmState } from "@plantroom/model/alarms/machine.ts";
import type { ModeKind } from "@plantroom/model/alarms/mode.ts";
import type { Priority } from "@plantroom/model/alarms/priority.ts";
import { m } from "#messages";

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

export function modeWords(kind: ModeKind): string {
  return { drill: m.alarms_mode_drill, test: m.alarms_mode_test, maintenance: m.alarms_mode_maintenance }[kind]();
}
