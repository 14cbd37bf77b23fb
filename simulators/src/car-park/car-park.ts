import type { PointValue } from "@plantroom/model/points/point.ts";
import { Random, seedOf } from "../random.ts";
import { type Direction, initialLane, type Lane } from "./lane.ts";

export const laneIds = ["gate-entry-1", "gate-entry-2", "gate-exit-1", "gate-exit-2"] as const;
export type LaneId = (typeof laneIds)[number];

export const capacity = 320;

export interface CarPark {
  readonly occupancy: number;
  readonly lanes: Readonly<Record<LaneId, Lane>>;
}

export function directionOf(id: LaneId): Direction {
  return id.startsWith("gate-entry") ? "entry" : "exit";
}

export function initialCarPark(seed: number): CarPark {
  const lane = (id: LaneId) => initialLane(directionOf(id), 60_000 + new Random(seedOf(id, seed)).pick(80_000));
  return {
    occupancy: 255,
    lanes: {
      "gate-entry-1": lane("gate-entry-1"),
      "gate-entry-2": lane("gate-entry-2"),
      "gate-exit-1": lane("gate-exit-1"),
      "gate-exit-2": lane("gate-exit-2"),
    },
  };
}

export function carParkReadings({ occupancy }: CarPark): Record<string, PointValue> {
  return { occupancy, capacity, occupancy_pct: (100 * occupancy) / capacity };
}
