import type { PointValue } from "@plantroom/model/points/point.ts";
import { clamp, Random, seedOf } from "../random.ts";
import { entrance, isInDoorZone, nearestLanding, storey } from "./shaft.ts";

/** People who wait at a landing. */
export interface Call {
  readonly from: number;
  readonly to: number;
}

export interface Lift {
  /** Metres above the lowest landing. */
  readonly position: number;
  /** m/s, down is negative. */
  readonly speed: number;
  /** 0 closed to 1 open. */
  readonly door: number;
  readonly doorMotion: "still" | "opening" | "closing" | "jammed";
  /** Seconds for which an open door stays open still. */
  readonly dwell: number;
  /** Where each person in the car wants to go. */
  readonly riders: readonly number[];
  readonly calls: readonly Call[];
  readonly heading: 1 | -1;
  readonly mode: "normal" | "stopped" | "emergency-power" | "fire-recall";
  readonly mainPower: boolean;
  readonly safetyChain: boolean;
  readonly alarmButton: boolean;
  readonly faultCode: number;
  /** Water in the pit, mm. */
  readonly pit: number;
  /** Where a trapped car comes to rest, between two landings. */
  readonly rest?: number | undefined;
  /** mm off the landing at the last stop. */
  readonly levelling: number;
  /** Seconds of the last closing. */
  readonly closeTime: number;
  /** mg peak to peak of the last trip. */
  readonly vibration: number;
  readonly trips: number;
  readonly doorCycles: number;
  readonly runHours: number;
  /** kW and A of the drive. */
  readonly power: number;
  readonly current: number;
  /** °C. */
  readonly driveTemp: number;
  readonly roomTemp: number;
}

/** The water sensor of the pit answers from here, mm. */
export const pitSensor = 20;

export function initialLift(id: string, seed: number): Lift {
  const random = new Random(seedOf(id, seed));
  return {
    position: entrance * storey,
    speed: 0,
    door: 0,
    doorMotion: "still",
    dwell: 0,
    riders: [],
    calls: [],
    heading: 1,
    mode: "normal",
    mainPower: true,
    safetyChain: true,
    alarmButton: false,
    faultCode: 0,
    pit: 0,
    levelling: 1,
    closeTime: 2.8,
    vibration: 9,
    trips: 400_000 + random.pick(300_000),
    doorCycles: 900_000 + random.pick(500_000),
    runHours: 6_000 + random.between(0, 4_000),
    power: 0.35,
    current: 0,
    driveTemp: 34,
    roomTemp: 28,
  };
}

/** A person is reckoned with 68 kg; the car carries 1,000 kg. */
const kilogramsEach = 68;

export function loadPercent(lift: Lift): number {
  return (lift.riders.length * kilogramsEach) / 10;
}

export function doorState(lift: Lift): "closed" | "open" | "opening" | "closing" | "fault" {
  if (lift.doorMotion === "jammed") return "fault";
  if (lift.doorMotion !== "still") return lift.doorMotion;
  return lift.door > 0 ? "open" : "closed";
}

/** What the lift's controller reports; `labels` are the landings' names from the lowest. */
export function liftReadings(lift: Lift, labels: readonly string[]): Record<string, PointValue> {
  const landing = nearestLanding(lift.position, labels.length);
  const moving = lift.speed !== 0;
  return {
    service_mode: lift.mode,
    floor: landing - entrance,
    floor_label: labels[landing] ?? "",
    direction: moving ? (lift.speed > 0 ? "up" : "down") : "none",
    moving,
    door_zone: isInDoorZone(lift.position, lift.speed),
    door_state: doorState(lift),
    occupied: lift.riders.length > 0,
    load_pct: clamp(loadPercent(lift), 0, 150),
    speed: Math.abs(lift.speed),
    levelling_error: lift.levelling,
    safety_chain: lift.safetyChain,
    alarm_button: lift.alarmButton,
    intercom_ok: true,
    main_power: lift.mainPower,
    pit_water: lift.pit >= pitSensor,
    fault_code: lift.faultCode,
    motor_current: lift.current,
    drive_power: lift.power,
    drive_temp: lift.driveTemp,
    machine_room_temp: lift.roomTemp,
    door_close_time: lift.closeTime,
    vibration: lift.vibration,
    trip_count: lift.trips,
    door_cycle_count: lift.doorCycles,
    run_hours: lift.runHours,
  };
}
