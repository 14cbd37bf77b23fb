import { gravity, type Priority } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";

/** How a piece of equipment stands: the gravest open alarm, and beside it what else is to know. */
export interface Standing {
  /** Gravest alarm that the list shows; undefined: normal. */
  readonly priority: Priority | undefined;
  readonly unacknowledged: boolean;
  readonly openAlarms: number;
  /** Shelved, suppressed or out of service: counted apart, never forgotten. */
  readonly hiddenAlarms: number;
  readonly presence: Presence;
}

const hiddenStates = ["shelved", "suppressed", "out-of-service"] as const;

export function isHiddenAlarm(alarm: Pick<AlarmView, "state">): boolean {
  return (hiddenStates as readonly string[]).includes(alarm.state);
}
export function isUnacknowledged(alarm: Pick<AlarmView, "state">): boolean {
  return (
    alarm.state === "unacknowledged" ||
    alarm.state === "latched-unacknowledged" ||
    alarm.state === "returned-unacknowledged"
  );
}

export function standingOf(alarms: readonly AlarmView[], presence: Presence): Standing {
  let priority: Priority | undefined;
  let openAlarms = 0;
  let hiddenAlarms = 0;
  let unacknowledged = false;
  for (const alarm of alarms) {
    if (isHiddenAlarm(alarm)) {
      hiddenAlarms++;
      continue;
    }
    openAlarms++;
    unacknowledged ||= isUnacknowledged(alarm);
    if (priority === undefined || gravity(alarm.priority) < gravity(priority)) priority = alarm.priority;
  }
  return { priority, unacknowledged, openAlarms, hiddenAlarms, presence };
}

/** Sorts the worst first: alarms by gravity, unacknowledged before acknowledged, then what is not heard, then the rest. */
export function badness(standing: Standing): number {
  if (standing.priority !== undefined) return gravity(standing.priority) * 2 + (standing.unacknowledged ? 0 : 1);
  if (standing.presence === "offline") return 10;
  if (standing.presence === "silent") return 11;
  if (standing.hiddenAlarms > 0) return 12;
  return 20;
}

/** Pumps of a set and zones of a panel: shown within their parent's tile. */
export function isPart(type: DeviceType | undefined): boolean {
  return type?.faceplate === "pump" || type?.faceplate === "fire-zone";
}
