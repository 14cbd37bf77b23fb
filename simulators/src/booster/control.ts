import { clamp } from "../random.ts";
import { type Booster, flowOfSet, setpoint, suctionOf } from "./booster.ts";
import { speedFor } from "./hydraulics.ts";

const rotateAfter = 24 * 3_600;
const slowest = 0.6;

export interface Orders {
  readonly on: readonly boolean[];
  readonly speed: number;
  readonly hurried: number;
  readonly idle: number;
  readonly sinceRotation: number;
}

/**
 * Constant pressure by speed; a pump more when the speed is used up, a pump fewer when the others would do. The one with the
 * fewest hours starts, the one with the most stops, so that all wear alike. `kept` pumps stay on whatever the demand.
 */
export function control(booster: Booster, dt: number, demand: number, kept: readonly number[]): Orders {
  const rise = setpoint - suctionOf(booster);
  let on = booster.on.map((is, n) => (is || kept.includes(n)) && !booster.pumps[n]?.tripped);
  let running = countOf(on);
  let { hurried, idle, sinceRotation } = booster;
  const coarse = dt > 2;
  const steady = (pumps: number) => speedFor(coarse ? demand : flowOfSet(booster), pumps, rise);
  hurried = booster.speed >= 0.985 || (coarse && steady(running) >= 0.985) ? hurried + dt : 0;
  idle = running > 1 && steady(running - 1) < 0.9 ? idle + dt : 0;
  sinceRotation += dt;
  if (running === 0 || hurried >= 4 || sinceRotation >= rotateAfter) {
    const next = withFewestHours(booster, on);
    if (next !== undefined) on = on.map((is, n) => is || n === next);
    if (sinceRotation >= rotateAfter) sinceRotation = 0;
    hurried = 0;
    idle = 0;
  } else if (idle >= 120) {
    const last = withMostHours(booster, on, kept);
    if (last !== undefined) on = on.map((is, n) => is && n !== last);
    idle = 0;
  }
  running = countOf(on);
  const speed = coarse
    ? steady(running)
    : booster.speed + clamp((setpoint - booster.pressure) * 0.15, -0.06, 0.06) * dt;
  return { on, speed: clamp(speed, slowest, 1), hurried, idle, sinceRotation };
}

function countOf(on: readonly boolean[]): number {
  return on.filter(Boolean).length;
}

function withFewestHours({ pumps }: Booster, on: readonly boolean[]): number | undefined {
  let best: number | undefined;
  pumps.forEach((pump, n) => {
    const free = !on[n] && !pump.tripped && pump.mode === "auto";
    if (free && (best === undefined || pump.runHours < (pumps[best]?.runHours ?? 0))) best = n;
  });
  return best;
}

function withMostHours({ pumps }: Booster, on: readonly boolean[], kept: readonly number[]): number | undefined {
  let best: number | undefined;
  pumps.forEach((pump, n) => {
    const free = on[n] && !kept.includes(n);
    if (free && (best === undefined || pump.runHours > (pumps[best]?.runHours ?? 0))) best = n;
  });
  return best;
}
