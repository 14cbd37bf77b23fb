import { gravity } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import { byGravity, byTime } from "./filter.ts";

export const groupings = ["none", "site", "equipment", "incident"] as const;
export type Grouping = (typeof groupings)[number];

/** One alarm of the list; `member` stands under its group, `first` began an incident. */
export interface AlarmLine {
  readonly kind: "alarm";
  /** Unique in the list, the same from frame to frame. */
  readonly key: string;
  readonly alarm: AlarmView;
  readonly member: boolean;
  /** No longer open: it only keeps its place until the list is let go. */
  readonly over?: true;
}

/** The head of several alarms that belong together. */
export interface GroupLine {
  readonly kind: "group";
  readonly key: string;
  /** What its alarms have in common: a site, an equipment, an incident. */
  readonly of: string;
  readonly open: boolean;
  /** The one that speaks for all: the first-out of an incident, else the gravest. */
  readonly lead: AlarmView;
  readonly alarms: readonly AlarmView[];
}
export type Line = AlarmLine | GroupLine;

/**
 * The list as it is drawn, gravest first. Groups of equipment and incidents with a single alarm are that alarm; an incident tells
 * its alarms in the order of time, everything else by gravity.
 */
export function linesOf(
  alarms: readonly AlarmView[],
  grouping: Grouping,
  isOpen: (key: string, alarms: readonly AlarmView[]) => boolean,
): readonly Line[] {
  const sorted = alarms.toSorted(byGravity);
  if (grouping === "none") return sorted.map((alarm) => single(alarm, false));
  const groups = new Map<string, AlarmView[]>();
  for (const alarm of sorted) {
    const of = groupOf(alarm, grouping) ?? `alarm ${alarm.id}`;
    const members = groups.get(of);
    if (members) members.push(alarm);
    else groups.set(of, [alarm]);
  }
  return [...groups].flatMap(([of, members]): Line[] => {
    const [gravest] = members;
    if (!gravest || (members.length === 1 && grouping !== "site")) return members.map((alarm) => single(alarm, false));
    const ordered = grouping === "incident" ? members.toSorted(byTime) : members;
    const key = `group ${of}`;
    const open = isOpen(key, members);
    const lead = grouping === "incident" ? (members.find((alarm) => alarm.firstOut) ?? ordered[0] ?? gravest) : gravest;
    const head: GroupLine = { kind: "group", key, of, open, lead, alarms: ordered };
    return open ? [head, ...ordered.map((alarm) => single(alarm, true))] : [head];
  });
}

/** The gravest of some alarms, for the mark of their group. */
export function gravestOf(alarms: readonly AlarmView[]): AlarmView | undefined {
  return alarms.reduce<AlarmView | undefined>(
    (best, alarm) => (best && gravity(best.priority) <= gravity(alarm.priority) ? best : alarm),
    undefined,
  );
}

function single(alarm: AlarmView, member: boolean): AlarmLine {
  return { kind: "alarm", key: alarm.id, alarm, member };
}

function groupOf(alarm: AlarmView, grouping: Grouping): string | undefined {
  if (grouping === "site") return alarm.site;
  if (grouping === "equipment") return `${alarm.site}/${alarm.equipment}`;
  return alarm.incident;
}
