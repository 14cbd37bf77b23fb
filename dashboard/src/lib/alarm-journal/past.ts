import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import type { AlarmStanding } from "@plantroom/model/alarms/standing.ts";
import type { AlarmLineView, AlarmStandingView, AlarmTimelineView } from "@plantroom/model/api/types.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";

const instant = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));

/** A line as the model folds it. */
export function lineOf({ at, rehearsal, id: _id, ...rest }: AlarmLineView): AlarmLine {
  return { ...rest, at: Date.parse(at), rehearsal: rehearsal ?? false };
}

export function standingOf(view: AlarmStandingView): AlarmStanding {
  return {
    ...view,
    since: Date.parse(view.since),
    raisedAt: instant(view.raisedAt),
    annunciatedAt: instant(view.annunciatedAt),
    acknowledgedAt: instant(view.acknowledgedAt),
  };
}

/** A time in which an equipment was not connected. */
export interface Gap {
  readonly presence: Presence;
  readonly from: number;
  readonly to: number;
}

/** Gaps of each equipment, by `{site}/{equipment}`, within the time; what was never heard has none. */
export function gapsOf(
  changes: AlarmTimelineView["presence"],
  { from, to }: { readonly from: number; readonly to: number },
): Map<string, Gap[]> {
  const gaps = new Map<string, Gap[]>();
  const open = new Map<string, { presence: Presence; since: number }>();
  const close = (key: string, until: number) => {
    const gap = open.get(key);
    open.delete(key);
    if (gap && until > gap.since) {
      gaps.set(key, [...(gaps.get(key) ?? []), { presence: gap.presence, from: gap.since, to: until }]);
    }
  };
  for (const { site, equipment, at, presence } of changes) {
    const key = `${site}/${equipment}`;
    const since = Math.max(from, Date.parse(at));
    close(key, since);
    if (presence === "offline" || presence === "silent") open.set(key, { presence, since });
  }
  for (const key of [...open.keys()]) close(key, to);
  return gaps;
}
