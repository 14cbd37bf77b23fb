import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Random, wobble } from "../random.ts";
import type { Zone } from "./zone.ts";

export interface Panel {
  /** V of the battery on its charger. */
  readonly battery: number;
  /** mA of the detector loop. */
  readonly loop: number;
  readonly loopNoise: number;
}

export const initialPanel: Panel = { battery: 27.2, loop: 184, loopNoise: 0 };

const quiescentPerDetector = 0.62;
const quiescent = 35;
const alarmCurrent = 6;

export function stepPanel(panel: Panel, dt: number, zones: readonly Zone[], random: Random): Panel {
  const loopNoise = wobble(panel.loopNoise, dt, 60, 0.5, random);
  return {
    battery: 27.2 + wobble(panel.battery - 27.2, dt, 7_200, 0.06, random),
    loop:
      quiescent +
      quiescentPerDetector * detectorsOf(zones) +
      alarmCurrent * sum(zones, (zone) => zone.inFire) +
      loopNoise,
    loopNoise,
  };
}

/** The panel sums its zones up. */
export function panelReadings(panel: Panel, zones: readonly Zone[]): Record<string, PointValue> {
  const inFire = sum(zones, (zone) => zone.inFire);
  const inFault = sum(zones, (zone) => zone.inFault);
  return {
    fire: inFire > 0,
    fault: inFault > 0,
    auto: "auto",
    test_mode: false,
    fire_count: inFire,
    fault_count: inFault,
    disabled_count: 0,
    supervisory_count: 0,
    detector_count: detectorsOf(zones),
    loop_current: panel.loop,
    battery_voltage: panel.battery,
    charger_ok: true,
    earth_fault: false,
    mains_ok: true,
  };
}

function detectorsOf(zones: readonly Zone[]): number {
  return sum(zones, (zone) => zone.detectors.length);
}

function sum(zones: readonly Zone[], of: (zone: Zone) => number): number {
  return zones.reduce((total, zone) => total + of(zone), 0);
}
