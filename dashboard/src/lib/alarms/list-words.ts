import type { Verification } from "@plantroom/model/alarms/alarm.ts";
import type { ShelveReason } from "@plantroom/model/alarms/shelving.ts";
import type { SuppressionReason } from "@plantroom/model/alarms/suppression.ts";
import { m } from "#messages";
import type { AlarmAct } from "./actions.ts";
import { type AgeFilter, minutesOfAge } from "./filter.ts";
import type { Grouping } from "./lines.ts";
import type { AlarmTab } from "./tabs.ts";

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
