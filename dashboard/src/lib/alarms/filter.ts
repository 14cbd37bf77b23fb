import { gravity, type Priority } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { System } from "@plantroom/model/device-types/device-type.ts";

export interface AlarmFilter {
  readonly priorities: readonly Priority[];
  readonly system: System | undefined;
  readonly site: string | undefined;
  /** Every word of it must stand somewhere in what the row says. */
  readonly text: string;
}

/** What a row says, for the text filter, and the system it belongs to. */
export interface RowWords {
  readonly text: string;
  readonly system: System | undefined;
}

export interface Filtered {
  readonly shown: readonly AlarmView[];
  /** Never hidden silently: this many stand in the tab and do not pass. */
  readonly hidden: number;
}

export function filterAlarms(
  alarms: readonly AlarmView[],
  filter: AlarmFilter,
  wordsOf: (alarm: AlarmView) => RowWords,
): Filtered {
  const needles = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = alarms.filter((alarm) => {
    if (filter.priorities.length > 0 && !filter.priorities.includes(alarm.priority)) return false;
    if (filter.site !== undefined && alarm.site !== filter.site) return false;
    if (filter.system === undefined && needles.length === 0) return true;
    const { text, system } = wordsOf(alarm);
    if (filter.system !== undefined && system !== filter.system) return false;
    const hay = text.toLowerCase();
    return needles.every((needle) => hay.includes(needle));
  });
  return { shown, hidden: alarms.length - shown.length };
}

/** Gravest first, newest first within a priority. */
export function byGravity(a: AlarmView, b: AlarmView): number {
  return gravity(a.priority) - gravity(b.priority) || Date.parse(b.raisedAt) - Date.parse(a.raisedAt);
}

export function newest(alarms: readonly AlarmView[]): AlarmView | undefined {
  return alarms.reduce<AlarmView | undefined>(
    (best, alarm) => (best && Date.parse(best.raisedAt) >= Date.parse(alarm.raisedAt) ? best : alarm),
    undefined,
  );
}
