import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Playing, pull } from "../faults/course.ts";

/** mm of water along the sensing cable. */
export type LeakSensor = number;

const answersAt = 1;

export function stepLeak(depth: LeakSensor, dt: number, fault: string | undefined, playing: Playing): LeakSensor {
  const elapsed = fault === undefined ? undefined : playing[fault];
  if (fault === undefined || elapsed === undefined) return Math.max(0, depth - 0.3 * dt);
  return pull(depth, { fault, elapsed, dt, limit: answersAt, beyond: 0.05, end: 6 });
}

export function leakReadings(depth: LeakSensor): Record<string, PointValue> {
  return { leak: depth >= answersAt, cable_ok: true };
}
