import type { Point, PointValue } from "@plantroom/model/points/point.ts";
import { type Instant, second } from "@plantroom/model/time.ts";
import { pointsOf, type Readings } from "../estate/readings.ts";
import { Random, seedOf } from "../random.ts";

/** What one equipment has to tell at a moment. */
export interface Report {
  readonly equipment: string;
  readonly values: Readonly<Record<string, PointValue>>;
}

interface Sent {
  value: PointValue;
  at: Instant;
}

interface Device {
  readonly id: string;
  readonly points: readonly (readonly [key: string, point: Point])[];
  readonly sent: Map<string, Sent>;
  lastAt: Instant;
}

const analogGap = second / 2;
const registerGap = 10 * second;
/** A point that is this close to its interval goes along when another one is due. */
const joinShare = 0.75;
const relativeDeadband = 0.002;

/**
 * Report by exception: a state at once, a number when it has moved by its deadband, a counter now and then, and every point
 * at least once in its interval. `eager` equipment reports every change.
 */
export class Reporter {
  readonly #devices: readonly Device[];

  constructor(equipment: readonly string[]) {
    this.#devices = equipment.map((id) => ({ id, points: Object.entries(pointsOf(id)), sent: new Map(), lastAt: 0 }));
  }

  /** The reports due at `at`; the first call reports everything. */
  due(at: Instant, readings: Readings, eager: ReadonlySet<string>): Report[] {
    const reports: Report[] = [];
    for (const device of this.#devices) {
      const values = readings[device.id];
      const report = values && dueOf(device, at, values, eager.has(device.id));
      if (report) reports.push({ equipment: device.id, values: report });
    }
    return reports;
  }

  /** Everything of one equipment, as its last word before a silence. */
  everything(id: string, at: Instant, readings: Readings): Report[] {
    const device = this.#devices.find((one) => one.id === id);
    const values = readings[id];
    if (!device || !values) return [];
    for (const [key] of device.points) device.sent.set(key, { value: values[key] ?? 0, at });
    return [{ equipment: id, values }];
  }
}

function dueOf(device: Device, at: Instant, values: Readonly<Record<string, PointValue>>, eager: boolean) {
  const first = device.sent.size === 0;
  const quiet = at - device.lastAt < analogGap && !eager;
  const isDue =
    first ||
    device.points.some(([key, point]) => isPointDue(point, device.sent.get(key), values[key], at, quiet, eager));
  if (!isDue) return undefined;
  const report: Record<string, PointValue> = {};
  const phase = first ? new Random(seedOf(device.id, 0)).next() : 0;
  for (const [key, point] of device.points) {
    const value = values[key];
    const sent = device.sent.get(key);
    if (value === undefined) continue;
    const joins = sent === undefined || at - sent.at >= joinShare * point.intervalSeconds * second;
    if (!first && !joins && !isPointDue(point, sent, value, at, false, eager)) continue;
    report[key] = value;
    // Backdated at first, so that not everything is due in the same second of each minute.
    device.sent.set(key, { value, at: at - Math.floor(phase * point.intervalSeconds) * second });
  }
  device.lastAt = at;
  return report;
}

function isPointDue(
  point: Point,
  sent: Sent | undefined,
  value: PointValue | undefined,
  at: Instant,
  quiet: boolean,
  eager: boolean,
): boolean {
  if (value === undefined) return false;
  if (sent === undefined) return true;
  const age = at - sent.at;
  if (age >= (point.intervalSeconds - 0.5) * second) return true;
  if (value === sent.value) return false;
  if (point.kind !== "number" || eager) return true;
  if (quiet) return false;
  if (point.register) return age >= registerGap;
  return Math.abs(Number(value) - Number(sent.value)) >= deadbandOf(point.decimals, Number(sent.value));
}

function deadbandOf(decimals: number, value: number): number {
  return Math.max(10 ** -decimals, relativeDeadband * Math.abs(value));
}
