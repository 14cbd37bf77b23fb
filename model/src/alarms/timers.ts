import type { Rule } from "../rules/rule.ts";
import { hour, type Instant, type Milliseconds, minute } from "../time.ts";
import type { Alarm } from "./alarm.ts";
import { isHidden, standsActive } from "./machine.ts";

export const timerKinds = [
  "shelf-ends",
  "sounds-again",
  "hold-ends",
  "re-alarm",
  "auto-acknowledge",
  "reminder",
] as const;
export type TimerKind = (typeof timerKinds)[number];

export interface AlarmTimer {
  readonly kind: TimerKind;
  readonly at: Instant;
}

/** An alarm that nobody ends is alarmed again so often after its first acknowledgement (domain A2.3, 13). */
export const reAlarmLimit = 3;
/** What is out of service past its planned return is reminded of in every shift. */
export const remindEvery: Milliseconds = 8 * hour;

/**
 * What time alone will do to an alarm, by the clock of its rule. All of it follows from the record: nothing is lost with the
 * process. `now` bounds delays that would begin in a time to come, after a clock was set back.
 */
export function timersOf(
  alarm: Alarm,
  rule: Pick<Rule, "reAlarmMinutes" | "autoAcknowledgeMinutes"> | undefined,
  now: Instant,
): AlarmTimer[] {
  const { regions } = alarm;
  const timers: AlarmTimer[] = [];
  const add = (kind: TimerKind, at: Instant | undefined) => {
    if (at !== undefined) timers.push({ kind, at });
  };
  const after = (since: Instant | undefined, minutes: number | undefined) =>
    since === undefined || minutes === undefined ? undefined : Math.min(since, now) + minutes * minute;
  add("shelf-ends", regions.shelved?.until);
  add("sounds-again", regions.silenced?.until);
  add("hold-ends", regions.held?.until);
  const { outOfService } = regions;
  if (outOfService) {
    const { until, remindedAt } = outOfService;
    add("reminder", remindedAt === undefined ? until : remindedAt + remindEvery);
  }
  if (isHidden(regions)) return timers;
  const stands = standsActive(regions);
  if (stands && regions.acknowledged && (alarm.reAlarms ?? 0) < reAlarmLimit) {
    add("re-alarm", after(alarm.acknowledgedAt, rule?.reAlarmMinutes));
  }
  if (!stands && !regions.latched && !regions.acknowledged && alarm.priority === "low") {
    add("auto-acknowledge", after(alarm.clearedAt, rule?.autoAcknowledgeMinutes));
  }
  return timers;
}
