import type { AlarmView, EquipmentView } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { isJudged } from "@plantroom/model/quality.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";
import type { Readings } from "../live/fold.ts";
import { isStale } from "../live/reading.ts";

/** One piece of equipment with everything that is known of it now: what a faceplate draws. */
export interface Machine {
  readonly equipment: EquipmentView;
  readonly type: DeviceType;
  readonly readings: Readings;
  readonly presence: Presence;
  /** Open alarms of this equipment, the gravest first. */
  readonly alarms: readonly AlarmView[];
}

/** What every faceplate takes. */
export interface FaceplateProps {
  readonly machine: Machine;
  /** Its parts: pumps of a set, zones of a panel, devices behind a gateway. */
  readonly parts: readonly Machine[];
  /** The site's time, in milliseconds. */
  readonly now: number;
  /** The link is lost: what is shown may be old. */
  readonly dimmed: boolean;
}

/** A point's value while it can be relied on; a drawing shows nothing rather than an old state. */
export function freshValue(machine: Machine, point: string, now: number): PointValue | undefined {
  const reading = machine.readings[point];
  if (!reading || !isJudged(reading.quality) || isStale(reading, machine.type.points[point], now)) return undefined;
  return reading.value;
}

export function freshNumber(machine: Machine, point: string, now: number): number | undefined {
  const value = freshValue(machine, point, now);
  return typeof value === "number" ? value : undefined;
}

/** The first of these points that the type has. */
export function firstPoint(machine: Machine, ...points: readonly string[]): string | undefined {
  return points.find((point) => point in machine.type.points);
}

/** What a motor does; `fault` by its drive, `unknown` while nothing fresh is known. */
export type MotorState = "running" | "stopped" | "fault" | "unknown";

export function motorState(machine: Machine, now: number): MotorState {
  if (freshValue(machine, "fault", now) === true) return "fault";
  const running = freshValue(machine, "running", now);
  return running === undefined ? "unknown" : running === true ? "running" : "stopped";
}

export function equipmentPath({ site, id }: Pick<EquipmentView, "site" | "id">): string {
  return `/equipment/${encodeURIComponent(site)}/${encodeURIComponent(id)}`;
}
