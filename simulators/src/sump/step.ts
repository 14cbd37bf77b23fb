import { type Playing, pull } from "../faults/course.ts";
import { type Duty, type Rating, standing, stepMotor } from "../pumps/motor.ts";
import { clamp, type Random, relax } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import type { WaterDemand } from "../water/demand.ts";
import { levelOf, type Sump, sumpVolume } from "./sump.ts";

export interface SumpSurroundings {
  readonly moment: Moment;
  readonly demand: WaterDemand;
  readonly playing: Playing;
}

const rating: Rating = { kilowatts: 5.5, amperes: 11, vibration: 1.9 };
const pumping: Duty = { running: true, frequency: 60, flow: 35, load: 0.86 };
const clogged: Duty = { running: true, frequency: 60, flow: 2.5, load: 0.95 };
/** Percent: the duty pump starts, the second joins, both stop. */
const startAt = 60;
const joinAt = 72;
const stopAt = 22;
/** Level at which SMP-01 finds the sump high, percent. */
const highLevel = 80;
const finest = 20;

/** The basement's share of the waste water, late and smoothed by the drains, pumped up to the street by turns. */
export function stepSump(before: Sump, dt: number, around: SumpSurroundings, random: Random): Sump {
  const parts = Math.ceil(dt / finest);
  let sump = before;
  for (let n = 0; n < parts; n++) sump = tick(sump, dt / parts, around, random);
  return sump;
}

function tick(before: Sump, dt: number, { moment, demand, playing }: SumpSurroundings, random: Random): Sump {
  const blocked = playing["sump-blocked"];
  const { on, turn } = switched(before, blocked !== undefined);
  const duty = blocked === undefined ? pumping : clogged;
  const pumps = before.pumps.map((pump, n) =>
    stepMotor(pump, dt, on[n] ? duty : standing, rating, before.roomTemp, random),
  );
  const outflow = pumps.reduce((sum, pump) => sum + pump.flow, 0);
  const drains = relax(before.drains, 0.2 + 0.24 * (demand.towerA + demand.towerB), dt, 600);
  const inflow = blocked === undefined ? drains : backwater(before, dt, blocked, outflow);
  return {
    pumps,
    on,
    turn,
    content: clamp(before.content + ((inflow - outflow) * dt) / 3_600, 0, sumpVolume),
    inflow,
    drains,
    roomTemp: relax(before.roomTemp, clamp(18 + 0.4 * moment.outdoor, 18, 34), dt, 3_600),
  };
}

/** Alternating duty; a blocked sump is pumped by both, in vain. */
function switched(sump: Sump, blocked: boolean): Pick<Sump, "on" | "turn"> {
  const level = levelOf(sump);
  const [first, second] = sump.on;
  if (blocked || level >= joinAt) return { on: [true, true], turn: sump.turn };
  if (level <= stopAt) return { on: [false, false], turn: sump.turn };
  if (level >= startAt && !first && !second)
    return { on: sump.turn === 0 ? [true, false] : [false, true], turn: 1 - sump.turn };
  return { on: sump.on, turn: sump.turn };
}

/** m³/h that the street's sewer presses back through the clogged pumps, as the fault's course needs it. */
function backwater(sump: Sump, dt: number, elapsed: number, outflow: number): number {
  const course = { fault: "sump-blocked", elapsed, dt, limit: highLevel + 0.05, beyond: 0.15, end: 88 };
  const level = pull(levelOf(sump), course);
  return Math.max(0, outflow + ((level - levelOf(sump)) * sumpVolume * 36) / dt);
}
