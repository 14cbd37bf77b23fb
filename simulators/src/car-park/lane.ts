import type { PointValue } from "@plantroom/model/points/point.ts";

export type Direction = "entry" | "exit";

/** A lane with its barrier. The boom comes down a second and a half after the car has passed, unless it is held. */
export interface Lane {
  readonly direction: Direction;
  /** Vehicles that wait, the one at the loop included. */
  readonly queue: number;
  readonly phase: "closed" | "reading" | "opening" | "raising" | "open" | "passing" | "clearing" | "closing";
  /** Seconds left in `reading`, `open`, `passing` and `clearing`. */
  readonly timer: number;
  /** 0 closed to 100 open. */
  readonly position: number;
  readonly openCommand: boolean;
  readonly closeCommand: boolean;
  /** Who keeps the boom up; cars go on to pass under it. */
  readonly held?: "operator" | "fire" | undefined;
  /** The drive does not move although it is told to. */
  readonly jammed: boolean;
  readonly detached: boolean;
  /** Seconds of the last opening; counted while it lasts. */
  readonly openTime: number;
  readonly stroke: number;
  readonly plate: string;
  /** Percent, of the last plate read. */
  readonly confidence: number;
  readonly cycles: number;
  readonly passages: number;
  /** °C. */
  readonly motorTemp: number;
}

export function initialLane(direction: Direction, counted: number): Lane {
  return {
    direction,
    queue: 0,
    phase: "closed",
    timer: 0,
    position: 0,
    openCommand: false,
    closeCommand: false,
    jammed: false,
    detached: false,
    openTime: 2.3,
    stroke: 0,
    plate: "",
    confidence: 97,
    cycles: counted + 40,
    passages: counted,
    motorTemp: 28,
  };
}

/** `raising` is an opening that no car has asked for. */
export function hasVehicleAtLoop({ phase }: Lane): boolean {
  return phase === "reading" || phase === "opening" || phase === "open";
}

export function isUnderBoom({ phase }: Lane): boolean {
  return phase === "passing";
}

export function isMoving({ phase }: Lane): boolean {
  return phase === "opening" || phase === "raising" || phase === "closing";
}

function boomState(lane: Lane): string {
  if (lane.detached) return "fault";
  if (lane.jammed) return "stopped";
  if (lane.phase === "opening" || lane.phase === "raising") return "opening";
  if (lane.phase === "closing") return "closing";
  return lane.position >= 100 ? "open" : "closed";
}

export function laneReadings(lane: Lane, spaces: number): Record<string, PointValue> {
  const moving = isMoving(lane);
  return {
    boom_state: boomState(lane),
    position: lane.position,
    open_command: lane.openCommand,
    close_command: lane.closeCommand,
    limit_open: lane.position >= 100 && !lane.detached,
    limit_closed: lane.position <= 0 && !lane.detached,
    loop_presence: hasVehicleAtLoop(lane),
    loop_safety: isUnderBoom(lane),
    loop_fault: false,
    boom_detached: lane.detached,
    cabinet_open: false,
    queue_length: lane.queue,
    open_time: lane.openTime,
    motor_current: lane.jammed ? 4.6 : moving ? 2.4 : 0.1,
    motor_temp: lane.motorTemp,
    lpr_confidence: lane.confidence,
    cycle_count: lane.cycles,
    passage_count: lane.passages,
    display: lane.direction === "exit" ? "GOODBYE" : `FREE ${spaces}`,
  };
}
