import type { PointValue } from "@plantroom/model/points/point.ts";
import { Random, relax, seedOf, wobble } from "../random.ts";

/** A pump with its motor, as its terminals and probes see it. */
export interface Motor {
  readonly running: boolean;
  readonly mode: "auto" | "manual" | "off";
  readonly tripped: boolean;
  /** Hz. */
  readonly frequency: number;
  /** m³/h. */
  readonly flow: number;
  /** kW and A. */
  readonly power: number;
  readonly current: number;
  /** °C. */
  readonly motorTemp: number;
  readonly bearingTemp: number;
  /** mm/s RMS: what turning costs, and how it wavers. */
  readonly vibration: number;
  readonly waver: number;
  readonly runHours: number;
  readonly starts: number;
}

/** Nameplate. */
export interface Rating {
  readonly kilowatts: number;
  readonly amperes: number;
  /** Vibration at full speed of a healthy machine, mm/s RMS. */
  readonly vibration: number;
}

/** What the hydraulics ask of a motor in one step; `load` is the share of the rated power. */
export interface Duty {
  readonly running: boolean;
  readonly frequency: number;
  readonly flow: number;
  readonly load: number;
}

export const standing: Duty = { running: false, frequency: 0, flow: 0, load: 0 };

export function initialMotor(id: string, seed: number): Motor {
  const random = new Random(seedOf(id, seed));
  return {
    running: false,
    mode: "auto",
    tripped: false,
    frequency: 0,
    flow: 0,
    power: 0,
    current: 0,
    motorTemp: 27,
    bearingTemp: 26,
    vibration: 0.05,
    waver: 0,
    runHours: 5_000 + random.between(0, 20),
    starts: 8_000 + random.pick(6_000),
  };
}

const mainsHertz = 60;

export function stepMotor(
  motor: Motor,
  dt: number,
  duty: Duty,
  rating: Rating,
  roomTemp: number,
  random: Random,
): Motor {
  const speed = duty.frequency / mainsHertz;
  const load = duty.running ? duty.load : 0;
  const waver = wobble(motor.waver, dt, 20, 0.05, random);
  const turning = duty.running ? rating.vibration * (0.35 + 0.65 * speed) + waver : 0.05;
  return {
    ...motor,
    running: duty.running,
    frequency: duty.running ? duty.frequency : 0,
    flow: duty.flow,
    power: rating.kilowatts * load,
    // A motor that turns needs a third of its current to magnetise itself.
    current: duty.running ? rating.amperes * (0.33 + 0.65 * load) : 0,
    motorTemp: relax(motor.motorTemp, roomTemp + (duty.running ? 12 + 30 * load : 0), dt, 900),
    bearingTemp: relax(motor.bearingTemp, roomTemp + (duty.running ? 9 + 14 * load : 0), dt, 500),
    vibration: relax(motor.vibration, turning, dt, 2),
    waver,
    runHours: motor.runHours + (duty.running ? dt / 3_600 : 0),
    starts: motor.starts + (duty.running && !motor.running ? 1 : 0),
  };
}

export function motorReadings(motor: Motor): Record<string, PointValue> {
  return {
    running: motor.running,
    mode: motor.mode,
    fault: motor.tripped,
    frequency: motor.frequency,
    current: motor.current,
    power: motor.power,
    motor_temp: motor.motorTemp,
    bearing_temp: motor.bearingTemp,
    vibration: motor.vibration,
    run_hours: motor.runHours,
    start_count: motor.starts,
    flow: motor.flow,
    seal_moisture: false,
  };
}
