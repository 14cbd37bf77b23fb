import type { Instant } from "../time.ts";
import type { AlarmJournalEvent } from "./journal.ts";
import { type AlarmLine, isAnnunciation } from "./line.ts";
import type { AlarmState } from "./machine.ts";
import type { Priority } from "./priority.ts";
import { type AlarmStanding, standingAfter } from "./standing.ts";

/** An alarm in one state, from … to. */
export interface StateBand {
  readonly alarm: string;
  readonly rule: string;
  readonly priority: Priority;
  readonly state: AlarmState;
  readonly from: Instant;
  readonly to: Instant;
}

/** Something on a lane that has no length: people were told, or somebody did something. */
export interface LaneMark {
  readonly alarm: string;
  readonly rule: string;
  readonly at: Instant;
  readonly kind: "alarm" | "act";
  readonly event: AlarmJournalEvent;
  readonly by: string;
  readonly priority: Priority;
  readonly note?: string | undefined;
}

/** The alarms of one equipment over a time. */
export interface Lane {
  readonly site: string;
  readonly equipment: string;
  readonly bands: readonly StateBand[];
  readonly marks: readonly LaneMark[];
}

interface LaneDraft extends Lane {
  readonly bands: StateBand[];
  readonly marks: LaneMark[];
}

/**
 * Swim lanes by equipment within `[from, to]`, the busiest first. `before`: what stood at `from`; `lines` in the order of time. The
 * bands of an alarm touch each other and never overlap.
 */
export function lanesOf(
  before: Iterable<AlarmStanding>,
  lines: Iterable<AlarmLine>,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Lane[] {
  const lanes = new Map<string, LaneDraft>();
  const standings = new Map<string, AlarmStanding>();
  const laneOf = ({ site, equipment }: Pick<Lane, "site" | "equipment">): LaneDraft => {
    const key = `${site}/${equipment}`;
    const known = lanes.get(key) ?? { site, equipment, bands: [], marks: [] };
    lanes.set(key, known);
    return known;
  };
  const end = (standing: AlarmStanding, at: Instant) => {
    const start = Math.max(from, standing.since);
    if (standing.state === "normal" || at <= start) return;
    const { alarm, rule, priority, state } = standing;
    laneOf(standing).bands.push({ alarm, rule, priority, state, from: start, to: at });
  };
  for (const standing of before) standings.set(standing.alarm, standing);
  for (const line of lines) {
    const known = standings.get(line.alarm);
    const next = standingAfter(known, line);
    if (known && next.since !== known.since) end(known, Math.min(line.at, to));
    standings.set(line.alarm, next);
    const kind = isAnnunciation(line) ? "alarm" : line.by === "system" ? undefined : "act";
    if (kind) {
      const { alarm, rule, at, event, by, priority, note } = line;
      laneOf(line).marks.push({ alarm, rule, at, kind, event, by, priority, note });
    }
  }
  for (const standing of standings.values()) end(standing, to);
  const weight = ({ bands, marks }: Lane) => bands.length + marks.length;
  return [...lanes.values()].sort(
    (one, other) =>
      weight(other) - weight(one) ||
      one.site.localeCompare(other.site, "en") ||
      one.equipment.localeCompare(other.equipment, "en"),
  );
}
