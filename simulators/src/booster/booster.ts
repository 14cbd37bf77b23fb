import type { PointValue } from "@plantroom/model/points/point.ts";
import { initialMotor, type Motor } from "../pumps/motor.ts";

export const boosterPumps = ["booster-p1", "booster-p2", "booster-p3"] as const;

export interface Booster {
  readonly pumps: readonly Motor[];
  /** Which pumps the controller has switched on. */
  readonly on: readonly boolean[];
  /** MPa. */
  readonly pressure: number;
  /** The speed that the controller asks of the pumps, share of full speed. */
  readonly speed: number;
  /** Seconds at full speed, seconds in which one pump fewer would do, seconds since the last change of the lead. */
  readonly hurried: number;
  readonly idle: number;
  readonly sinceRotation: number;
  /** Tank: m³, and m³/h out of the town's main. */
  readonly stored: number;
  readonly inflow: number;
  /** m³/h that leave by the burst of a pipe. */
  readonly lost: number;
  /** mm of water on the floor. */
  readonly flood: number;
  /** °C. */
  readonly roomTemp: number;
  readonly waterTemp: number;
}

/** MPa. */
export const setpoint = 0.8;
/** m³. */
export const tankVolume = 60;
/** The water sensor of the floor answers from here, mm. */
export const floodSensor = 5;

export function initialBooster(seed: number): Booster {
  return {
    pumps: boosterPumps.map((id) => initialMotor(id, seed)),
    on: [true, false, false],
    pressure: setpoint,
    speed: 0.85,
    hurried: 0,
    idle: 0,
    sinceRotation: 0,
    stored: 0.72 * tankVolume,
    inflow: 10,
    lost: 0,
    flood: 0,
    roomTemp: 26,
    waterTemp: 22,
  };
}

/** MPa at the pumps' inlets: the tank stands 2 m above them and is 3 m high. */
export function suctionOf(booster: Booster): number {
  return 0.02 + (0.03 * booster.stored) / tankVolume;
}

export function flowOfSet(booster: Booster): number {
  return booster.pumps.reduce((sum, pump) => sum + pump.flow, 0);
}

export function boosterReadings(booster: Booster): Record<string, PointValue> {
  return {
    discharge_pressure: booster.pressure,
    pressure_setpoint: setpoint,
    suction_pressure: suctionOf(booster),
    flow: flowOfSet(booster),
    power: booster.pumps.reduce((sum, pump) => sum + pump.power, 0),
    tank_level: (100 * booster.stored) / tankVolume,
    pumps_available: booster.pumps.filter((pump) => !pump.tripped && pump.mode === "auto").length,
    water_temp: booster.waterTemp,
    room_flood: booster.flood >= floodSensor,
    room_temp: booster.roomTemp,
  };
}
