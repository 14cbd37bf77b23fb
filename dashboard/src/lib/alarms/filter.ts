import { gravity, type Priority } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { System } from "@plantroom/model/device-types/device-type.ts";
import { type StateTab, tabOf } from "./tabs.ts";

/** At least so old; there is no filter that hides an active alarm because it is old. */
export const ages = ["10m", "1h", "8h", "24h"] as const;
export type AgeFilter = (typeof ages)[number];
export const minutesOfAge: Readonly<Record<AgeFilter, number>> = { "10m": 10, "1h": 60, "8h": 480, "24h": 1_440 };

export interface AlarmFilter {
  readonly priorities: readonly Priority[];
  readonly system: System | undefined;
  /** A device type. */
  readonly type: string | undefined;
  readonly site: string | undefined;
  readonly state: StateTab | undefined;
  /** `me`, `nobody` or a person's name. */
  readonly owner: string | undefined;
  readonly age: AgeFilter | undefined;
  /** Every word of it must stand somewhere in what the row says. */
  readonly text: string;
}

export const noFilter: AlarmFilter = {
  priorities: [],
  system: undefined,
  type: undefined,
  site: undefined,
  state: undefined,
  owner: undefined,
  age: undefined,
  text: "",
};

/** What a row says, for the text filter, and what it belongs to. */
export interface RowWords {
  /** In small letters. */
  readonly text: string;
  readonly system: System | undefined;
  readonly type: string | undefined;
}

/** What the filter asks beside the alarm itself. */
export interface RowFacts {
  readonly wordsOf: (alarm: AlarmView) => RowWords;
  /** Who looks after it. */
  readonly ownerOf: (alarm: AlarmView) => string | undefined;
  /** The person at the screen. */
  readonly me: string | undefined;
  readonly now: number;
}

export interface Filtered {
  readonly shown: readonly AlarmView[];
  /** Never hidden silently: this many stand in the tab and do not pass. */
  readonly hidden: number;
}

export function isFiltering(filter: AlarmFilter): boolean {
  const { priorities, text, ...rest } = filter;
  return priorities.length > 0 || text.trim() !== "" || Object.values(rest).some((one) => one !== undefined);
}

export function filterAlarms(alarms: readonly AlarmView[], filter: AlarmFilter, facts: RowFacts): Filtered {
  if (!isFiltering(filter)) return { shown: alarms, hidden: 0 };
  const needles = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const bornBefore = filter.age && facts.now - minutesOfAge[filter.age] * 60_000;
  const shown = alarms.filter((alarm) => {
    if (filter.priorities.length > 0 && !filter.priorities.includes(alarm.priority)) return false;
    if (filter.site !== undefined && alarm.site !== filter.site) return false;
    if (filter.state !== undefined && tabOf(alarm) !== filter.state) return false;
    if (bornBefore !== undefined && Date.parse(alarm.raisedAt) > bornBefore) return false;
    if (filter.owner !== undefined && !isOwner(filter.owner, facts.ownerOf(alarm), facts.me)) return false;
    if (filter.system === undefined && filter.type === undefined && needles.length === 0) return true;
    const { text, system, type } = facts.wordsOf(alarm);
    if (filter.system !== undefined && system !== filter.system) return false;
    if (filter.type !== undefined && type !== filter.type) return false;
    return needles.every((needle) => text.includes(needle));
  });
  return { shown, hidden: alarms.length - shown.length };
}

function isOwner(asked: string, owner: string | undefined, me: string | undefined): boolean {
  if (asked === "nobody") return owner === undefined;
  return owner !== undefined && owner === (asked === "me" ? me : asked);
}

/** Gravest first, newest first within a priority. ISO times in UTC sort as they read. */
export function byGravity(a: AlarmView, b: AlarmView): number {
  return gravity(a.priority) - gravity(b.priority) || compare(b.raisedAt, a.raisedAt) || compare(a.id, b.id);
}

/** In the order in which they were raised: how an incident went. */
export function byTime(a: AlarmView, b: AlarmView): number {
  return compare(a.raisedAt, b.raisedAt) || compare(a.id, b.id);
}

export function newest(alarms: readonly AlarmView[]): AlarmView | undefined {
  return alarms.reduce<AlarmView | undefined>(
    (best, alarm) => (best && best.raisedAt >= alarm.raisedAt ? best : alarm),
    undefined,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
