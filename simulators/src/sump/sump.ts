import type { PointValue } from "@plantroom/model/points/point.ts";
import { initialMotor, type Motor } from "../pumps/motor.ts";

export const sumpPumps = ["sump-p1", "sump-p2"] as const;

export interface Sump {
  readonly pumps: readonly Motor[];
  readonly on: readonly boolean[];
  /** Which pump starts next. */
  readonly turn: number;
  /** m³. */
  readonly content: number;
  /** m³/h. */
  readonly inflow: number;
  /** What the drains still bring of the water drawn before, m³/h. */
  readonly drains: number;
  /** °C. */
  readonly roomTemp: number;
}

/** m³ between the bottom and the brim. */
export const sumpVolume = 8;
const highFloat = 90;

export function initialSump(seed: number): Sump {
  return {
    pumps: sumpPumps.map((id) => initialMotor(id, seed)),
    on: [false, false],
    turn: 0,
    content: 0.35 * sumpVolume,
    inflow: 3,
    drains: 3,
    roomTemp: 26,
  };
}

export function levelOf(sump: Sump): number {
  return (100 * sump.content) / sumpVolume;
}

export function sumpReadings(sump: Sump): Record<string, PointValue> {
  return {
    sump_level: levelOf(sump),
    high_float: levelOf(sump) >= highFloat,
    inflow: sump.inflow,
    outflow: sump.pumps.reduce((sum, pump) => sum + pump.flow, 0),
    pumps_available: sump.pumps.filter((pump) => !pump.tripped && pump.mode === "auto").length,
    room_flood: false,
    room_temp: sump.roomTemp,
  };
}
