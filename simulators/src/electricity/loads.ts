import { clamp } from "../random.ts";
import { byHour, type Moment } from "../town/moment.ts";

/** kW that other parts of the estate draw, as they stand. */
export interface Machines {
  readonly liftsA: number;
  readonly liftsB: number;
  readonly booster: number;
  readonly sump: number;
  readonly firePumps: number;
  readonly chargers: number;
  /** Vehicles an hour through the car park's lanes. */
  readonly vehicles: number;
}

type Load = (moment: Moment, machines: Machines) => number;

const awake = byHour([
  0.5, 0.35, 0.3, 0.3, 0.32, 0.4, 0.6, 0.8, 0.75, 0.65, 0.6, 0.62, 0.68, 0.64, 0.6, 0.6, 0.66, 0.78, 0.92, 1, 1, 0.95,
  0.82, 0.65,
]);
const dark = byHour([
  1, 1, 1, 1, 1, 0.9, 0.6, 0.35, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.32, 0.4, 0.7, 1, 1, 1, 1, 1, 1,
]);
const club = byHour([
  0.25, 0.22, 0.22, 0.22, 0.22, 0.3, 0.5, 0.55, 0.5, 0.55, 0.6, 0.65, 0.7, 0.65, 0.6, 0.65, 0.75, 0.9, 1, 1, 0.95, 0.8,
  0.5, 0.3,
]);
const fans = byHour([
  0.3, 0.25, 0.25, 0.25, 0.25, 0.35, 0.6, 0.95, 0.9, 0.6, 0.5, 0.5, 0.55, 0.5, 0.5, 0.55, 0.7, 0.9, 1, 0.9, 0.7, 0.55,
  0.45, 0.35,
]);

/** kW of each meter that measures machines itself; its usual value, before chance. */
export const loads: Readonly<Record<string, Load>> = {
  "em-a-lifts": (_, { liftsA }) => 0.9 + liftsA,
  "em-a-lighting": ({ hour }) => 15 * dark(hour),
  "em-a-cooling": cooling(1),
  "em-a-sockets": ({ hour }) => 5 + 17 * awake(hour),
  "em-b-lifts": (_, { liftsB }) => 0.9 + liftsB,
  "em-b-lighting": ({ hour }) => 14 * dark(hour),
  "em-b-cooling": cooling(0.94),
  "em-b-sockets": ({ hour }) => 4.6 + 16 * awake(hour),
  "em-booster": (_, { booster }) => 0.45 + booster,
  "em-sump": (_, { sump }) => 0.12 + sump,
  "em-fire": (_, { firePumps }) => 1.1 + firePumps,
  "em-ventilation": ({ hour }, { vehicles }) => 6 + 18 * fans(hour) + 0.06 * vehicles,
  "em-ev": (_, { chargers }) => 0.4 + chargers,
  "em-carpark-light": ({ hour }) => 7 + 5 * fans(hour),
  "em-clubhouse": ({ hour, outdoor, weekend }) =>
    4 + (weekend ? 20 : 16) * club(hour) + 0.5 * clamp(outdoor - 24, 0, 10) * club(hour),
};

/** Chillers of the common parts: little below 20 °C outside, the more the warmer and the more people are at home. */
function cooling(size: number): Load {
  return ({ hour, outdoor }) => size * (5 + 7.2 * clamp(outdoor - 20, 0, 14) * (0.45 + 0.55 * awake(hour)));
}
