import type { Priority } from "../alarms/priority.ts";
import type { Instant, Milliseconds } from "../time.ts";

/** Persisted between samples and across restarts. */
export interface Detection {
  /** `pending`: the condition holds, the on-delay runs. `clearing`: it is over, the off-delay runs. */
  readonly phase: "idle" | "pending" | "active" | "clearing";
  /** When the phase's condition began. */
  readonly since?: Instant | undefined;
  /** Carried through pending, active and clearing: when the condition first held. */
  readonly conditionSince?: Instant | undefined;
  /** At the last look nothing could be said; a delay that ran out meanwhile ends when something can be said again. */
  readonly frozen?: true | undefined;
  /** Where the rule asks for several samples: how many in a row have confirmed the condition, and the newest of them. */
  readonly confirmed?: readonly [samples: number, at: Instant] | undefined;
  /** In force while active, where it is not the rule's own. */
  readonly priority?: Priority | undefined;
  /** Of a rule with several levels: each level's own. */
  readonly levels?: readonly Detection[] | undefined;
}

export const idle: Detection = { phase: "idle" };

/** Active, or on its way back. */
export function isHeld({ phase }: Pick<Detection, "phase">): boolean {
  return phase === "active" || phase === "clearing";
}

export function isSameDetection(one: Detection, other: Detection): boolean {
  return (
    one.phase === other.phase &&
    one.since === other.since &&
    one.conditionSince === other.conditionSince &&
    one.frozen === other.frozen &&
    one.priority === other.priority &&
    one.confirmed?.[0] === other.confirmed?.[0] &&
    one.confirmed?.[1] === other.confirmed?.[1] &&
    one.levels?.length === other.levels?.length &&
    (one.levels?.every((level, i) => isSameDetection(level, other.levels?.[i] ?? idle)) ?? true)
  );
}

/** The same with every time earlier, for a clock that was set back. */
export function movedBack(detection: Detection, by: Milliseconds): Detection {
  const earlier = (at: Instant | undefined) => (at === undefined ? undefined : at - by);
  const { since, conditionSince, confirmed, levels } = detection;
  return {
    ...detection,
    since: earlier(since),
    conditionSince: earlier(conditionSince),
    ...(confirmed && { confirmed: [confirmed[0], confirmed[1] - by] as const }),
    ...(levels && { levels: levels.map((one) => movedBack(one, by)) }),
  };
}

/** What has been raised keeps its beginning; a delay that runs, either way, keeps what is left of it. For a clock set forward. */
export function delayedBy(detection: Detection, by: Milliseconds): Detection {
  const later = (at: Instant | undefined) => (at === undefined ? undefined : at + by);
  const { phase, since, conditionSince, levels } = detection;
  return {
    ...detection,
    ...((phase === "pending" || phase === "clearing") && { since: later(since) }),
    ...(phase === "pending" && { conditionSince: later(conditionSince) }),
    ...(levels && { levels: levels.map((one) => delayedBy(one, by)) }),
  };
}
