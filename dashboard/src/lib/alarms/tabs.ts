import type { AlarmState } from "@plantroom/model/alarms/machine.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";

export const alarmTabs = [
  "unacknowledged",
  "acknowledged",
  "returned",
  "latched",
  "shelved",
  "suppressed",
  "history",
] as const;
export type AlarmTab = (typeof alarmTabs)[number];
export type OpenTab = Exclude<AlarmTab, "history">;

/** Where an open alarm is listed; each stands in exactly one tab, so that the counts add up. */
const tabOfState: Readonly<Record<AlarmState, OpenTab | undefined>> = {
  normal: undefined,
  unacknowledged: "unacknowledged",
  // Latched and never seen: it sounds, so it belongs where somebody looks first.
  "latched-unacknowledged": "unacknowledged",
  acknowledged: "acknowledged",
  "returned-unacknowledged": "returned",
  "latched-acknowledged": "latched",
  shelved: "shelved",
  suppressed: "suppressed",
  "out-of-service": "suppressed",
};

export function tabOf(alarm: Pick<AlarmView, "state">): OpenTab | undefined {
  return tabOfState[alarm.state];
}

export function tabCounts(alarms: readonly Pick<AlarmView, "state">[]): Readonly<Record<OpenTab, number>> {
  const counts = { unacknowledged: 0, acknowledged: 0, returned: 0, latched: 0, shelved: 0, suppressed: 0 };
  for (const alarm of alarms) {
    const tab = tabOf(alarm);
    if (tab) counts[tab]++;
  }
  return counts;
}
