import type { AlarmView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";

/** What happened to each alarm of a selection: a mixed selection never fails as a whole. */
export interface BulkResult {
  readonly done: readonly string[];
  readonly failed: ReadonlyMap<string, unknown>;
}

/** Asks for one alarm after the other, a few at a time. */
export async function forEachAlarm(
  alarms: readonly AlarmView[],
  ask: (alarm: AlarmView) => Promise<unknown>,
  atOnce = 6,
): Promise<BulkResult> {
  const done: string[] = [];
  const failed = new Map<string, unknown>();
  const waiting = [...alarms];
  const worker = async () => {
    for (let alarm = waiting.shift(); alarm; alarm = waiting.shift()) {
      try {
        await ask(alarm);
        done.push(alarm.id);
      } catch (problem) {
        failed.set(alarm.id, problem);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, alarms.length) }, worker));
  return { done, failed };
}

export function acknowledge(alarm: AlarmView, note: string | undefined): Promise<unknown> {
  return call("POST /api/alarms/{id}/acknowledge", { params: { id: alarm.id }, body: note ? { note } : {} });
}
export function reset(alarm: AlarmView, note: string | undefined): Promise<unknown> {
  return call("POST /api/alarms/{id}/reset", { params: { id: alarm.id }, body: note ? { note } : {} });
}
export function shelve(alarm: AlarmView, minutes: number, reason: string): Promise<unknown> {
  return call("POST /api/alarms/{id}/shelve", { params: { id: alarm.id }, body: { minutes, reason } });
}
export function unshelve(alarm: AlarmView): Promise<unknown> {
  return call("POST /api/alarms/{id}/unshelve", { params: { id: alarm.id } });
}

/** What may be done with an alarm as it stands; the server has the last word. */
export const applicable = {
  acknowledge: (alarm: AlarmView) =>
    alarm.state === "unacknowledged" ||
    alarm.state === "latched-unacknowledged" ||
    alarm.state === "returned-unacknowledged",
  reset: (alarm: AlarmView) => alarm.latching && !alarm.active && alarm.state.startsWith("latched"),
  shelve: (alarm: AlarmView) =>
    !alarm.lifeSafety &&
    alarm.closedAt === undefined &&
    !["shelved", "suppressed", "out-of-service"].includes(alarm.state),
  unshelve: (alarm: AlarmView) => alarm.state === "shelved",
} as const;
