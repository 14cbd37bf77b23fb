import { demoFaults } from "@plantroom/model/demo/faults.ts";

/** The faults being played: id to the seconds since it began, at the end of the step. */
export type Playing = Readonly<Partial<Record<string, number>>>;

const physicsSeconds = new Map(demoFaults.map((fault) => [fault.id, fault.physicsSeconds]));

/** Seconds after which the fault's rule must find its condition true, as the model promises it to the user. */
export function secondsOf(fault: string): number {
  return physicsSeconds.get(fault) ?? 0;
}

/** Whether a fault has been played for so long that its condition is due; half a step early rather than late. */
export function isDue(fault: string, playing: Playing): boolean {
  const elapsed = playing[fault];
  return elapsed !== undefined && elapsed >= secondsOf(fault) - 0.5;
}

export interface Pull {
  readonly fault: string;
  readonly elapsed: number;
  readonly dt: number;
  /** The value at which the rule's condition begins. */
  readonly limit: number;
  /** Change per second once the limit is passed; its sign says in which direction that is. */
  readonly beyond: number;
  /** Where the course ends. */
  readonly end: number;
}

/**
 * Where a fault takes a quantity: from wherever it stands in a straight line to the limit, reached half a second before the
 * promised moment, and on from there. What has gone beyond the limit already stays there.
 */
export function pull(value: number, { fault, elapsed, dt, limit, beyond, end }: Pull): number {
  const remaining = secondsOf(fault) - 0.5 - (elapsed - dt);
  const isBeyond = beyond > 0 ? value > limit : value < limit;
  if (remaining > dt && !isBeyond) return value + ((limit - value) * dt) / remaining;
  const from = isBeyond ? value : limit;
  const further = from + beyond * Math.max(0, dt - Math.max(0, remaining));
  return beyond > 0 ? Math.min(Math.max(end, from), further) : Math.max(Math.min(end, from), further);
}
