import type { Playing } from "../faults/course.ts";
import { type Motor, type Rating, standing, stepMotor } from "../pumps/motor.ts";
import { clamp, type Random, relax } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import type { WaterDemand } from "../water/demand.ts";
import { type Booster, setpoint, suctionOf } from "./booster.ts";
import { control } from "./control.ts";
import { afflicted, burstPressure, dryFlow, floodDepth, keptOn, tripped } from "./faults.ts";
import { flowOf, loadOf, pressureOf } from "./hydraulics.ts";
import { refill } from "./tank.ts";

export interface BoosterSurroundings {
  readonly moment: Moment;
  readonly demand: WaterDemand;
  readonly playing: Playing;
}

const rating: Rating = { kilowatts: 15, amperes: 29, vibration: 1.45 };
/** Share of full speed that a drive gains or loses in a second. */
const ramp = 0.25;

export function stepBooster(before: Booster, dt: number, around: BoosterSurroundings, random: Random): Booster {
  const { moment, demand, playing } = around;
  const booster: Booster = { ...before, pumps: tripped(before.pumps, playing) };
  const drawn = demand.towerA + demand.towerB + demand.landscape;
  const orders = control(booster, dt, drawn, keptOn(playing));
  const speeds = booster.pumps.map((pump, n) => (orders.on[n] ? speedAfter(pump, orders.speed, dt) : 0));

  const suction = suctionOf(booster);
  const dry = dryFlow(booster, dt, playing);
  const wet = speeds.map((speed, n) => (dry?.pump === n ? 0 : speed));
  const settled = pressureOf(wet, suction, Math.max(0.1, drawn - (dry?.flow ?? 0)), setpoint);
  const pressure = burstPressure(booster, dt, playing) ?? relax(booster.pressure, settled, dt, 1.2);

  const pumps = booster.pumps.map((pump, n) => {
    const speed = speeds[n] ?? 0;
    if (speed === 0) return stepMotor(pump, dt, standing, rating, booster.roomTemp, random);
    const flow = dry?.pump === n ? dry.flow : flowOf(speed, pressure - suction);
    const duty = { running: true, frequency: 60 * speed, flow, load: loadOf(speed, flow) };
    return afflicted(n, stepMotor(pump, dt, duty, rating, booster.roomTemp, random), dt, playing);
  });
  const delivered = pumps.reduce((sum, pump) => sum + pump.flow, 0);
  return {
    ...booster,
    ...orders,
    ...refill(booster, dt, delivered, playing),
    pumps,
    pressure,
    lost: isBurst(playing) ? Math.max(0, delivered - drawn) : 0,
    flood: floodDepth(booster.flood, dt, playing),
    roomTemp: relax(booster.roomTemp, clamp(18 + 0.4 * moment.outdoor, 18, 34), dt, 3_600),
    waterTemp: relax(booster.waterTemp, clamp(9 + 0.58 * moment.outdoor, 12, 28), dt, 36_000),
  };
}

function speedAfter(pump: Motor, wanted: number, dt: number): number {
  const now = pump.frequency / 60;
  return dt > 2 ? wanted : clamp(wanted, now - ramp * dt, Math.max(now + ramp * dt, 0.3));
}

function isBurst(playing: Playing): boolean {
  return playing["pipe-burst"] !== undefined;
}
