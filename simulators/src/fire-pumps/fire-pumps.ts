import type { PointValue } from "@plantroom/model/points/point.ts";
import { isDue, type Playing, pull } from "../faults/course.ts";
import { initialMotor, type Motor, type Rating, standing, stepMotor } from "../pumps/motor.ts";
import { clamp, type Random, relax, wobble } from "../random.ts";
import type { Moment } from "../town/moment.ts";

export const firePumpIds = ["fire-main", "fire-standby", "fire-jockey"] as const;

export interface FirePumps {
  /** Main, standby, jockey. */
  readonly pumps: readonly [Motor, Motor, Motor];
  /** MPa in the network. */
  readonly pressure: number;
  readonly auto: boolean;
  /** Percent. */
  readonly tank: number;
  /** °C. */
  readonly roomTemp: number;
}

/** MPa that the network must stand at. */
const required = 0.9;
const jockeyStarts = 0.98;
const jockeyStops = 1.08;
/** MPa a second: valves and joints lose some, the jockey pump restores it. */
const seepage = 0.000_14;
const jockeyGain = 0.006;
const ratings: readonly [Rating, Rating, Rating] = [
  { kilowatts: 55, amperes: 103, vibration: 2 },
  { kilowatts: 55, amperes: 103, vibration: 2 },
  { kilowatts: 2.2, amperes: 4.7, vibration: 1.2 },
];
const finest = 5;

export function initialFirePumps(seed: number): FirePumps {
  const [main, standby, jockey] = firePumpIds;
  return {
    pumps: [initialMotor(main, seed), initialMotor(standby, seed), initialMotor(jockey, seed)],
    pressure: 1.04,
    auto: true,
    tank: 99,
    roomTemp: 25,
  };
}

export interface FirePumpSurroundings {
  readonly moment: Moment;
  readonly playing: Playing;
}

/** The mains stand ready; the jockey pump makes up what the network seeps. */
export function stepFirePumps(before: FirePumps, dt: number, around: FirePumpSurroundings, random: Random): FirePumps {
  const parts = Math.ceil(dt / finest);
  let next = before;
  for (let n = 0; n < parts; n++) next = tick(next, dt / parts, around, random);
  return next;
}

function tick(before: FirePumps, dt: number, { moment, playing }: FirePumpSurroundings, random: Random): FirePumps {
  const auto = !isDue("fire-pump-manual", playing);
  const mode = auto ? "auto" : "manual";
  const [main, standby, jockey] = before.pumps;
  const leak = playing["fire-network-leak"];
  const jockeyRuns = jockey.running ? before.pressure < jockeyStops : before.pressure <= jockeyStarts;
  const duty = jockeyRuns ? { running: true, frequency: 60, flow: 2.6, load: 0.8 } : standing;
  const pressure =
    leak === undefined
      ? before.pressure + (jockeyRuns ? jockeyGain : -seepage) * dt
      : pull(before.pressure, {
          fault: "fire-network-leak",
          elapsed: leak,
          dt,
          limit: required - 0.002,
          beyond: -0.004,
          end: 0.8,
        });
  return {
    pumps: [
      stepMotor({ ...main, mode }, dt, standing, ratings[0], before.roomTemp, random),
      stepMotor({ ...standby, mode }, dt, standing, ratings[1], before.roomTemp, random),
      stepMotor(jockey, dt, duty, ratings[2], before.roomTemp, random),
    ],
    pressure,
    auto,
    tank: clamp(99 + wobble(before.tank - 99, dt, 40_000, 0.3, random), 97.5, 100),
    roomTemp: relax(before.roomTemp, clamp(17 + 0.4 * moment.outdoor, 17, 33), dt, 3_600),
  };
}

export function firePumpReadings(set: FirePumps): Record<string, PointValue> {
  return {
    discharge_pressure: set.pressure,
    pressure_setpoint: required,
    tank_level: set.tank,
    controller_auto: set.auto,
    valves_open: true,
    start_demand: false,
    main_running: set.pumps[0].running,
    mains_ok: true,
    standby_supply_ok: true,
    room_flood: false,
    room_temp: set.roomTemp,
  };
}
