import type { AlarmState } from "@plantroom/model/alarms/machine.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";

export const alarmTabs = [
  "unacknowledged",
  "acknowledged",
  "returned",
  "latched",
  "shelved",
  "suppressed",
  "out-of-service",
  "open",
  "history",
] as const;
export type AlarmTab = (typeof alarmTabs)[number];
/** Tabs that share the open alarms among them. */
export type StateTab = Exclude<AlarmTab, "open" | "history">;

/** Where an open alarm is listed; each stands in exactly one tab, so that the counts add up. */
const tabOfState: Readonly<Record<AlarmState, StateTab | undefined>> = {
  normal: undefined,
  unacknowledged: "unacknowledged",
  // Latched and never seen: it sounds, so it belongs where somebody looks first.
  "latched-unacknowledged": "unacknowledged",
  acknowledged: "acknowledged",
  "returned-unacknowledged": "returned",
  "latched-acknowledged": "latched",
  shelved: "shelved",
  suppressed: "suppressed",
  "out-of-service": "out-of-service",
};

export function tabOf(alarm: Pick<AlarmView, "state">): StateTab | undefined {
  return tabOfState[alarm.state];
}

/** Whether an open alarm stands in a tab; `open` holds them all. */
export function isIn(tab: AlarmTab, alarm: Pick<AlarmView, "state">): boolean {
  return tab === "open" || tabOf(alarm) === tab;
}

export function tabCounts(
  alarms: readonly Pick<AlarmView, "state">[],
): Readonly<Record<Exclude<AlarmTab, "history">, number>> {
  const counts = {
    unacknowledged: 0,
    acknowledged: 0,
    returned: 0,
    latched: 0,
    shelved: 0,
    suppressed: 0,
    "out-of-service": 0,
    open: 0,
  };
  for (const alarm of alarms) {
    const tab = tabOf(alarm);
    if (!tab) continue;
    counts[tab]++;
    counts.open++;
  }
  return counts;
}
