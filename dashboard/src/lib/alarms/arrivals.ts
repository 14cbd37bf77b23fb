import { gravity } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import { isNewlySounding } from "../sound/annunciation.ts";

export interface Change {
  readonly alarm: AlarmView;
  readonly before: AlarmView | undefined;
}

/** What a screen announces of a batch of changes: each new critical alarm at once, the others as a number. */
export interface Arrivals {
  readonly critical: readonly AlarmView[];
  readonly others: readonly AlarmView[];
}

export function arrivalsOf(changes: readonly Change[]): Arrivals {
  const arrived = changes.filter(({ alarm, before }) => isNewlySounding(alarm, before)).map((change) => change.alarm);
  return {
    critical: arrived.filter((alarm) => alarm.priority === "critical"),
    others: arrived
      .filter((alarm) => alarm.priority !== "critical")
      .sort((a, b) => gravity(a.priority) - gravity(b.priority)),
  };
}
