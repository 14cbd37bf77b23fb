import type { Priority } from "../alarms/priority.ts";
import type {
  AlarmView,
  DemoFaultView,
  IncidentView,
  ModeView,
  NotificationView,
  ProcedureRunBrief,
  WorkOrderView,
} from "../api/types.ts";
import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { Presence } from "../sites/equipment.ts";
import type { Instant } from "../time.ts";

/** More alarms of one site wait for the next delta, so that a flood leaves a dashboard time to draw. */
export const alarmsPerDelta = 500;

/** The live feed: Socket.IO at `/socket.io`, default namespace, signed in by the session cookie. */

/** `[equipment, point, at, value]`, with the quality behind it where it is not `good`. */
export type LiveValue =
  | readonly [equipment: string, point: string, at: Instant, value: PointValue]
  | readonly [equipment: string, point: string, at: Instant, value: PointValue, quality: Quality];

/** `[equipment, presence, last heard]`; `null` when it was never heard. */
export type LivePresence = readonly [equipment: string, presence: Presence, heardAt: Instant | null];

/** What changed at a site since the last delta: only the newest of each value, every alarm and work order in its newest form. */
export interface LiveDelta {
  readonly site: string;
  /** Counts up by one per site and connection; who misses one asks for a snapshot. */
  readonly seq: number;
  /** The site's own time, for ages: the wall's or, for a device clock, the replay's. */
  readonly at: Instant;
  readonly values?: readonly LiveValue[];
  readonly presence?: readonly LivePresence[];
  /** At most `alarmsPerDelta`, the gravest and newest first; `alarmsWaiting` come with the next deltas. */
  readonly alarms?: readonly AlarmView[];
  readonly alarmsWaiting?: number;
  /** What stands in the alarm list by priority, whatever has been sent of it. */
  readonly alarmCounts?: Readonly<Record<Priority, number>>;
  /** Incidents that changed; one without open alarms has `endedAt`. */
  readonly incidents?: readonly IncidentView[];
  /** All drills, tests and maintenance that run at the site, when that changed. */
  readonly modes?: readonly ModeView[];
  readonly workOrders?: readonly WorkOrderView[];
  /** Runs of procedures; those that are over are told once more, with their end. */
  readonly procedureRuns?: readonly ProcedureRunBrief[];
  readonly faults?: readonly DemoFaultView[];
  readonly history?: HistoryProgress;
  /** The equipment list itself changed: ask HTTP again. */
  readonly estateChanged?: true;
}

/** All of a site: every latest value, presence, open alarm and open work order. */
export interface LiveSnapshot extends LiveDelta {
  readonly values: readonly LiveValue[];
  readonly presence: readonly LivePresence[];
  readonly alarms: readonly AlarmView[];
  readonly workOrders: readonly WorkOrderView[];
}

/** The demo's back-fill of history. */
export interface HistoryProgress {
  readonly done: number;
  readonly total: number;
}

/** Sent every 2 s, so that a client knows within 5 s that it has lost the server. */
export interface Heartbeat {
  readonly at: Instant;
  /** How far the judge is behind the journal, in milliseconds. */
  readonly judgeLag: number;
  /** How far history is behind the journal, in milliseconds; live values do not depend on it. */
  readonly historyLag: number;
  readonly gatewayConnected: boolean;
  /** Whether what devices send is kept: `full` and `refused` as `JournalProblem` says; nothing is acknowledged meanwhile. */
  readonly journal: "open" | "full" | "refused";
}

export interface ServerToDashboard {
  snapshot: (snapshot: LiveSnapshot) => void;
  /** The client answers when it has applied it; until then what changes is conflated and waits. */
  delta: (delta: LiveDelta, applied: () => void) => void;
  heartbeat: (heartbeat: Heartbeat) => void;
  /** The person was told something; nothing of a site, for it is theirs alone. */
  notified: (notification: NotificationView) => void;
  /** The session ended or lost a right: sign in again. */
  "signed-out": () => void;
}

export interface DashboardToServer {
  /** Sites to follow, or `*` for every site the person may see; answers with the ids that are followed. */
  follow: (sites: readonly string[] | "*", answer: (followed: readonly string[]) => void) => void;
  /** A sequence number was missed. */
  resync: (site: string) => void;
}

/** Roles may follow all that they may read; each client event with the permission it needs. */
export const liveEventPolicies = {
  follow: "estate.read",
  resync: "estate.read",
} as const satisfies Record<keyof DashboardToServer, string>;
