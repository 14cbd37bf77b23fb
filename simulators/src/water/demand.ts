import { clamp, Random, seedOf, wobble } from "../random.ts";
import { byHour, type Moment } from "../town/moment.ts";

/** What the taps of the estate draw, m³/h. */
export interface WaterDemand {
  readonly towerA: number;
  readonly towerB: number;
  readonly landscape: number;
  /** How far each tower is from its usual, slow and quick. */
  readonly swings: readonly [slowA: number, quickA: number, slowB: number, quickB: number];
}

// m³/h of a tower with 200 homes: 0.65 m³ a home and day, drawn before work and after supper.
const workday = byHour([
  1.6, 1.1, 0.9, 0.9, 1.2, 3.2, 9.5, 13.5, 9.6, 5.6, 4.4, 4.2, 5.0, 4.6, 3.8, 3.8, 4.6, 6.6, 9.4, 12.2, 13.0, 10.4, 6.4,
  3.2,
]);
const weekend = byHour([
  2.2, 1.5, 1.1, 1.0, 1.1, 1.8, 4.2, 8.4, 11.8, 11.0, 9.0, 8.0, 8.2, 7.4, 6.4, 6.2, 7.0, 8.6, 10.4, 11.6, 11.4, 9.2,
  6.4, 3.8,
]);

/** In units of 200 homes. */
const homes = 1.22;

export function initialDemand(seed: number): WaterDemand {
  const random = new Random(seedOf("demand", seed));
  return { towerA: 4, towerB: 4, landscape: 0, swings: [0.05 * random.gaussian(), 0, 0.05 * random.gaussian(), 0] };
}

export function stepDemand(demand: WaterDemand, dt: number, moment: Moment, random: Random): WaterDemand {
  const [slowA, quickA, slowB, quickB] = demand.swings;
  const swings = [
    wobble(slowA, dt, 1_800, 0.06, random),
    wobble(quickA, dt, 12, 0.03, random),
    wobble(slowB, dt, 1_800, 0.06, random),
    wobble(quickB, dt, 12, 0.03, random),
  ] as const;
  const usual = homes * (moment.weekend ? weekend : workday)(moment.hour);
  return {
    towerA: clamp(usual * (1 + swings[0] + swings[1]), 0.3, 30),
    towerB: clamp(usual * 0.96 * (1 + swings[2] + swings[3]), 0.3, 30),
    landscape: sprinkling(moment),
    swings,
  };
}

/** Sprinklers before sunrise, longer on warm days; a hose by day. */
function sprinkling({ hour, outdoor }: Moment): number {
  const minutes = clamp(20 + 3 * (outdoor - 20), 15, 55);
  if (hour >= 5 && hour < 5 + minutes / 60) return 6.5;
  return hour >= 9 && hour < 9.5 ? 1.4 : 0.05;
}
