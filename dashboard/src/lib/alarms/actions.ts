import type { ShelvePreset, ShelveReason } from "@plantroom/model/alarms/shelving.ts";
import type { ResponseOf } from "@plantroom/model/api/routes.ts";
import type { AlarmView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";

/** What happened to each alarm of a selection: a mixed selection never fails as a whole. */
export interface BulkResult {
  readonly done: readonly string[];
  readonly failed: ReadonlyMap<string, unknown>;
}

/** The server takes so many at a time. */
const mostAtOnce = 5_000;

/** Asks for all at once, in as few requests as can be; a request that fails fails for its alarms alone. */
export async function forAllAlarms(
  alarms: readonly AlarmView[],
  ask: (ids: string[]) => Promise<ResponseOf<"POST /api/alarms/acknowledge">>,
  most = mostAtOnce,
): Promise<BulkResult> {
  const done: string[] = [];
  const failed = new Map<string, unknown>();
  for (let from = 0; from < alarms.length; from += most) {
    const ids = alarms.slice(from, from + most).map((alarm) => alarm.id);
    try {
      for (const { id, ok, code = "unexpected-answer", values = {} } of (await ask(ids)).results) {
        if (ok) done.push(id);
        else failed.set(id, ApiProblem.ofRow(code, values));
      }
    } catch (problem) {
      for (const id of ids) failed.set(id, problem);
    }
  }
  return { done, failed };
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

export interface Shelving {
  readonly preset: ShelvePreset;
  readonly code: ShelveReason;
  readonly reason: string;
  /** Only until the condition is over. */
  readonly oneShot: boolean;
}
export interface OutOfService {
  /** ISO 8601. */
  readonly until: string;
  readonly permit: string;
  readonly note?: string;
}

/** What a person can ask of some alarms; each answers for every alarm on its own. */
export const acts = {
  acknowledge: (alarms: readonly AlarmView[], note?: string) =>
    forAllAlarms(alarms, (ids) => call("POST /api/alarms/acknowledge", { body: { ids, ...(note && { note }) } })),
  shelve: (alarms: readonly AlarmView[], shelving: Shelving) =>
    forAllAlarms(alarms, (ids) => call("POST /api/alarms/shelve", { body: { ids, ...shelving } })),
  unshelve: (alarms: readonly AlarmView[]) =>
    forAllAlarms(alarms, (ids) => call("POST /api/alarms/unshelve", { body: { ids } })),
  reset: (alarms: readonly AlarmView[]) =>
    forEachAlarm(alarms, ({ id }) => call("POST /api/alarms/{id}/reset", { params: { id }, body: {} })),
  takeOut: (alarms: readonly AlarmView[], body: OutOfService) =>
    forEachAlarm(alarms, ({ id }) => call("POST /api/alarms/{id}/out-of-service", { params: { id }, body })),
  returnToService: (alarms: readonly AlarmView[]) =>
    forEachAlarm(alarms, ({ id }) => call("POST /api/alarms/{id}/return-to-service", { params: { id }, body: {} })),
  verify: (alarms: readonly AlarmView[], verification: AlarmView["verification"], note?: string) =>
    forEachAlarm(alarms, ({ id }) =>
      call("POST /api/alarms/{id}/verify", { params: { id }, body: { verification, ...(note && { note }) } }),
    ),
  comment: (alarms: readonly AlarmView[], note: string) =>
    forEachAlarm(alarms, ({ id }) => call("POST /api/alarms/{id}/comments", { params: { id }, body: { note } })),
} as const;

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
  takeOut: (alarm: AlarmView) => alarm.closedAt === undefined && alarm.state !== "out-of-service",
  returnToService: (alarm: AlarmView) => alarm.state === "out-of-service",
  verify: (_: AlarmView) => true,
  comment: (_: AlarmView) => true,
} as const;
export type AlarmAct = keyof typeof applicable;
