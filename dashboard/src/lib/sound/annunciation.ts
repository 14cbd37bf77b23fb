import { gravity, type Priority } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { LinkState } from "../live/link.ts";

/** One sound at a time (domain A7). `fire` differs from everything else and comes first. */
export type Tone = "fire" | "critical" | "high" | "medium" | "link-lost";

export type SoundingAlarm = Pick<AlarmView, "id" | "priority" | "state" | "occurrences" | "rule" | "sound" | "quiet">;

/** Silenced alarms with the time at which they sound again if nobody acknowledged them. */
export type Silenced = ReadonlyMap<string, number>;

/** Silence is not an acknowledgement: P1 sounds again after 60 s, P2 after 3 min (domain A2.4). */
const silenceSeconds: Readonly<Record<Priority, number>> = { critical: 60, high: 180, medium: 0, low: 0 };

/** A new occurrence of the same alarm is a new sound. */
function soundKey(alarm: Pick<SoundingAlarm, "id" | "occurrences">): string {
  return `${alarm.id}#${alarm.occurrences}`;
}

/** Flashing and sounding: states B and E of domain A2.1, unless the server says why it is silent: an incident sounds once. */
function sounds(alarm: SoundingAlarm): boolean {
  const waits = alarm.state === "unacknowledged" || alarm.state === "latched-unacknowledged";
  return waits && (alarm.quiet === undefined || alarm.quiet === "low-priority");
}

export interface Situation {
  readonly alarms: readonly SoundingAlarm[];
  readonly silenced: Silenced;
  readonly link: LinkState;
  readonly linkSilenced: boolean;
  readonly now: number;
  /** Whether an alarm's equipment belongs to the fire system. */
  readonly isFire: (alarm: SoundingAlarm) => boolean;
}

/** What repeats now: the gravest unacknowledged critical or high alarm, else the loss of the link, else nothing. */
export function repeatingTone({ alarms, silenced, link, linkSilenced, now, isFire }: Situation): Tone | undefined {
  const loud = alarms.filter(
    (alarm) =>
      sounds(alarm) &&
      // What a drill or a test brings rings once.
      alarm.sound !== "soft" &&
      gravity(alarm.priority) <= gravity("high") &&
      (silenced.get(soundKey(alarm)) ?? 0) <= now,
  );
  if (loud.some((alarm) => alarm.priority === "critical" && isFire(alarm))) return "fire";
  if (loud.some((alarm) => alarm.priority === "critical")) return "critical";
  if (loud.length > 0) return "high";
  return link === "lost" && !linkSilenced ? "link-lost" : undefined;
}

/** Whether a change of the list rings the single chime: a medium alarm newly raised, or whatever a drill or a test brings. */
export function chimes(alarm: SoundingAlarm, before: SoundingAlarm | undefined): boolean {
  return (alarm.priority === "medium" || alarm.sound === "soft") && isNewlySounding(alarm, before);
}

/** Whether a change is one more alarm that repeats: it is heard at once, also while another of its kind sounds. */
export function joins(alarm: SoundingAlarm, before: SoundingAlarm | undefined): boolean {
  return alarm.sound !== "soft" && gravity(alarm.priority) <= gravity("high") && isNewlySounding(alarm, before);
}

/** Raised, raised again, or back from where it was hidden. */
export function isNewlySounding(alarm: SoundingAlarm, before: SoundingAlarm | undefined): boolean {
  if (!sounds(alarm)) return false;
  return before === undefined || !sounds(before) || alarm.occurrences > before.occurrences;
}

/** What sounds and is not low: what a silence is for. */
export function silenceable(alarms: readonly SoundingAlarm[]): readonly SoundingAlarm[] {
  return alarms.filter((alarm) => sounds(alarm) && gravity(alarm.priority) <= gravity("high"));
}

/** Quiets what sounds now; keys of alarms that are gone are forgotten. */
export function silence(alarms: readonly SoundingAlarm[], now: number): Silenced {
  return new Map(alarms.filter(sounds).map((alarm) => [soundKey(alarm), now + silenceSeconds[alarm.priority] * 1_000]));
}
