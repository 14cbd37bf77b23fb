import { isDue, type Playing, pull } from "../faults/course.ts";
import type { Motor } from "../pumps/motor.ts";
import { type Booster, floodSensor, setpoint } from "./booster.ts";

const [trip, dryRun, worn] = [0, 1, 2];

/** Pumps that a fault keeps running whatever the demand. */
export function keptOn(playing: Playing): readonly number[] {
  const kept: number[] = [];
  if (playing["booster-dry-run"] !== undefined) kept.push(dryRun);
  if (playing["booster-bearing"] !== undefined) kept.push(worn);
  return kept;
}

export function tripped(pumps: readonly Motor[], playing: Playing): readonly Motor[] {
  const isTripped = isDue("booster-trip", playing);
  return pumps.map((pump, n) => (n === trip && pump.tripped !== isTripped ? { ...pump, tripped: isTripped } : pump));
}

/** Air comes into pump 2: it delivers less and less. m³/h; undefined while it is primed. */
export function dryFlow(booster: Booster, dt: number, playing: Playing): { pump: number; flow: number } | undefined {
  const elapsed = playing["booster-dry-run"];
  if (elapsed === undefined) return undefined;
  const before = Math.max(booster.pumps[dryRun]?.flow ?? 0, elapsed <= 2 ? 8 : 0);
  const flow = pull(before, { fault: "booster-dry-run", elapsed, dt, limit: 0.5, beyond: -0.5, end: 0 });
  return { pump: dryRun, flow };
}

/** MPa after a riser has burst; undefined while it is whole. */
export function burstPressure(booster: Booster, dt: number, playing: Playing): number | undefined {
  const elapsed = playing["pipe-burst"];
  if (elapsed === undefined) return undefined;
  const course = { fault: "pipe-burst", elapsed, dt, limit: setpoint - 0.05, beyond: -0.03, end: 0.45 };
  return pull(booster.pressure, course);
}

export function floodDepth(depth: number, dt: number, playing: Playing): number {
  const elapsed = playing["pump-room-flood"];
  if (elapsed === undefined) return Math.max(0, depth - 0.8 * dt);
  return pull(depth, { fault: "pump-room-flood", elapsed, dt, limit: floodSensor, beyond: 0.1, end: 40 });
}

/** A running pump as dry running and worn bearings leave it. */
export function afflicted(n: number, pump: Motor, dt: number, playing: Playing): Motor {
  const dry = playing["booster-dry-run"];
  if (n === dryRun && dry !== undefined) {
    const primed = Math.min(1, pump.flow / 8);
    const power = pump.power * (0.35 + 0.65 * primed);
    return {
      ...pump,
      power,
      current: 29 * (0.2 + 0.13 * primed + (0.65 * power) / 15),
      bearingTemp: Math.min(72, pump.bearingTemp + 0.2 * dt),
    };
  }
  const wear = playing["booster-bearing"];
  if (n === worn && wear !== undefined) {
    const course = { fault: "booster-bearing", elapsed: wear, dt, limit: 2.8, beyond: 0.05, end: 6.2 };
    return {
      ...pump,
      vibration: pull(pump.vibration, course),
      bearingTemp: Math.min(70, pump.bearingTemp + 0.05 * dt),
    };
  }
  return pump;
}
