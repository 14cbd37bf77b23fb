import type { Alarm } from "../alarms/alarm.ts";
import { gravity, type Priority, priorities } from "../alarms/priority.ts";
import type { WithheldReason } from "../notifications/reason.ts";
import { type Instant, second } from "../time.ts";
import type { EscalationPolicy, EscalationStep } from "./policy.ts";

/** What is known besides the alarm when its escalation is looked at. */
export interface Circumstances {
  readonly now: Instant;
  readonly startedAt: Instant;
  /** Steps that were taken before, as `takenAs` writes them. */
  readonly taken: readonly string[];
  /** A step of its procedure is done, or somebody has its work order. */
  readonly attended: boolean;
  /** The end of a silence that covers it. */
  readonly silencedUntil?: Instant | undefined;
  /** The alarm's time is that of a replay: what it tells of is long over. */
  readonly replayed: boolean;
}

/**
 * `ended`: nobody is told any more, and why. `held`: not now. `going`: these steps are due, the next at `nextAt`, or when the
 * alarm changes.
 */
export type Plan =
  | { readonly kind: "ended"; readonly reason: WithheldReason }
  | { readonly kind: "held"; readonly reason: WithheldReason; readonly nextAt: Instant }
  | { readonly kind: "going"; readonly steps: readonly EscalationStep[]; readonly nextAt: Instant | undefined };

/** What an escalation does now, by the state in which the alarm is now. */
export function planOf(alarm: Alarm, policy: EscalationPolicy | undefined, seen: Circumstances): Plan {
  const over = overFor(alarm, seen);
  if (over !== undefined) return { kind: "ended", reason: over };
  if (policy === undefined) return { kind: "ended", reason: "no-policy" };
  const { silencedUntil, now } = seen;
  if (silencedUntil !== undefined && silencedUntil > now) {
    return { kind: "held", reason: "silenced", nextAt: silencedUntil };
  }
  const acknowledged = alarm.regions.acknowledged;
  const steps = policy.steps[alarm.priority].filter(({ when }) => (when === "unattended") === acknowledged);
  if (acknowledged && seen.attended) return { kind: "ended", reason: "attended" };
  if (steps.length === 0 && acknowledged) return { kind: "ended", reason: "acknowledged" };
  // A step for those who leave it unattended may follow, though nobody is told before.
  if (policy.steps[alarm.priority].length === 0) return { kind: "ended", reason: "no-step" };
  // A clock that was set back meanwhile puts nothing off.
  const acknowledgedAt = Math.min(alarm.acknowledgedAt ?? seen.startedAt, now);
  const since = acknowledged ? Math.max(acknowledgedAt, seen.startedAt) : seen.startedAt;
  const open = steps.filter(({ id }) => !isTaken(seen.taken, alarm.priority, id));
  const dueAt = ({ afterSeconds, when }: EscalationStep) => (when === "digest" ? since : since + afterSeconds * second);
  const later = open.map(dueAt).filter((at) => at > now);
  return {
    kind: "going",
    steps: open.filter((step) => dueAt(step) <= now),
    nextAt: later.length === 0 ? undefined : Math.min(...later),
  };
}

/** A step of the same name is another one for a graver alarm: who was told of the lesser is told again. */
export function takenAs(priority: Priority, step: string): string {
  return `${priority} ${step}`;
}

/** Taken as it is now, or when the alarm was graver; an id alone is of a time that did not tell priorities apart. */
function isTaken(taken: readonly string[], priority: Priority, step: string): boolean {
  const graver = priorities.slice(0, gravity(priority) + 1);
  return taken.includes(step) || graver.some((one) => taken.includes(takenAs(one, step)));
}

/** Why nobody needs to be told of the alarm as it is now; undefined: they do. */
export function overFor(alarm: Alarm, { replayed }: Pick<Circumstances, "replayed">): WithheldReason | undefined {
  if (replayed) return "replayed-time";
  if (alarm.mode && !alarm.mode.ended && alarm.mode.kind !== "maintenance") return "drill";
  if (alarm.verification === "drill" || alarm.verification === "test") return "drill";
  switch (alarm.state) {
    case "normal":
      return "closed";
    case "returned-unacknowledged":
      return "returned";
    case "latched-acknowledged":
      return "acknowledged";
    case "suppressed":
    case "shelved":
    case "out-of-service":
      return alarm.state;
    case "unacknowledged":
    case "acknowledged":
    case "latched-unacknowledged":
      return undefined;
  }
}
