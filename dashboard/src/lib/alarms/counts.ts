import { type Priority, priorities } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import { isHiddenAlarm, isUnacknowledged } from "../estate/standing.ts";

export interface PriorityCount {
  readonly priority: Priority;
  readonly open: number;
  readonly unacknowledged: number;
}

/** Open alarms by priority, the gravest first; what is shelved, suppressed or out of service is not counted. */
export function countByPriority(alarms: readonly AlarmView[]): readonly PriorityCount[] {
  return priorities.map((priority) => {
    const of = alarms.filter((alarm) => alarm.priority === priority && !isHiddenAlarm(alarm));
    return { priority, open: of.length, unacknowledged: of.filter(isUnacknowledged).length };
  });
}

const signs: Readonly<Record<Priority, string>> = { critical: "■", high: "▲", medium: "▼", low: "●" };

/** `(■1 ▲2)` for the tab's title; empty while nothing waits for an acknowledgement. */
export function titleCounts(counts: readonly PriorityCount[]): string {
  const waiting = counts.filter((count) => count.unacknowledged > 0);
  return waiting.length === 0
    ? ""
    : `(${waiting.map((one) => `${signs[one.priority]}${one.unacknowledged}`).join(" ")}) `;
}
