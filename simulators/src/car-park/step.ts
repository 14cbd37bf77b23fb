import type { Playing } from "../faults/course.ts";
import { clamp, type Random } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import { stepLane } from "./barrier.ts";
import { type CarPark, capacity, directionOf, type LaneId, laneIds } from "./car-park.ts";
import { opening } from "./commands.ts";
import { broken, isOutOfOrder } from "./faults.ts";
import type { Lane } from "./lane.ts";
import { vehiclesPerHour } from "./traffic.ts";

export interface CarParkSurroundings {
  readonly moment: Moment;
  readonly playing: Playing;
  /** The fire panel has every boom raised and kept up. */
  readonly fire: boolean;
}

const finest = 0.5;
const coarseFrom = 2;
/** How drivers share out over two lanes, and when one is shut; a few still queue at a stuck boom. */
const shares = { first: 0.58, second: 0.42, shut: 0.25 } as const;
const longestQueue = 9;

/** The lanes and what they let in and out; long steps count vehicles, short ones move booms. */
export function stepCarPark(before: CarPark, dt: number, around: CarParkSurroundings, random: Random): CarPark {
  const { moment, playing, fire } = around;
  const troubled =
    fire || laneIds.some((id) => isOutOfOrder(before.lanes[id])) || gateFaults.some((id) => playing[id] !== undefined);
  if (dt > coarseFrom && !troubled) return passTime(before, dt, moment, random);
  const parts = Math.ceil(dt / finest);
  let next = before;
  for (let n = 0; n < parts; n++) next = tick(next, dt / parts, around, random);
  return next;
}

const gateFaults = ["gate-exit-stuck", "gate-boom-hit"] as const;

function tick(
  { occupancy, lanes }: CarPark,
  dt: number,
  { moment, playing, fire }: CarParkSurroundings,
  random: Random,
): CarPark {
  let next = occupancy;
  const step = (id: LaneId): Lane => {
    const lane = underFire(broken(id, arriving(id, lanes, occupancy, dt, moment, random), playing), fire);
    if (lane.detached) return lane;
    const after = stepLane(lane, dt, moment.outdoor, random);
    next += (after.passages - lane.passages) * (after.direction === "entry" ? 1 : -1);
    return after;
  };
  const stepped = {
    "gate-entry-1": step("gate-entry-1"),
    "gate-entry-2": step("gate-entry-2"),
    "gate-exit-1": step("gate-exit-1"),
    "gate-exit-2": step("gate-exit-2"),
  };
  return { occupancy: clamp(next, 0, capacity), lanes: stepped };
}

/** Fire raises the boom; its end lets go of it. */
function underFire(lane: Lane, fire: boolean): Lane {
  if (!fire) return lane.held === "fire" ? { ...lane, held: undefined } : lane;
  return lane.held === "fire" || isOutOfOrder(lane) ? lane : opening(lane, "fire");
}

function arriving(
  id: LaneId,
  lanes: CarPark["lanes"],
  occupancy: number,
  dt: number,
  moment: Moment,
  random: Random,
): Lane {
  const lane = lanes[id];
  const perHour = vehiclesPerHour(lane.direction, occupancy, moment) * shareOf(id, lanes);
  const comes = random.next() < (perHour * dt) / 3_600;
  return comes && !lane.detached && lane.queue < longestQueue ? { ...lane, queue: lane.queue + 1 } : lane;
}

function shareOf(id: LaneId, lanes: CarPark["lanes"]): number {
  const other = otherLane(id);
  if (isOutOfOrder(lanes[id])) return lanes[id].detached ? 0 : shares.shut;
  if (isOutOfOrder(lanes[other])) return lanes[other].detached ? 1 : 1 - shares.shut;
  return id.endsWith("1") ? shares.first : shares.second;
}

function otherLane(id: LaneId): LaneId {
  const direction = directionOf(id);
  return laneIds.find((one) => one !== id && directionOf(one) === direction) ?? id;
}

function passTime({ occupancy, lanes }: CarPark, dt: number, moment: Moment, random: Random): CarPark {
  let next = occupancy;
  const pass = (id: LaneId): Lane => {
    const lane = lanes[id];
    const share = id.endsWith("1") ? shares.first : shares.second;
    const perHour = vehiclesPerHour(lane.direction, occupancy, moment) * share;
    const passed = lane.queue + random.poisson((perHour * dt) / 3_600);
    next += lane.direction === "entry" ? passed : -passed;
    return {
      ...lane,
      queue: 0,
      phase: "closed",
      timer: 0,
      position: 0,
      openCommand: false,
      closeCommand: false,
      held: undefined,
      openTime: passed > 0 ? 2.3 + 0.06 * random.gaussian() : lane.openTime,
      confidence: passed > 0 ? Math.min(99, Math.round(96 + 1.4 * random.gaussian())) : lane.confidence,
      cycles: lane.cycles + passed,
      passages: lane.passages + passed,
      motorTemp: moment.outdoor + 4 + Math.min(8, perHour / 6),
    };
  };
  const passed = {
    "gate-entry-1": pass("gate-entry-1"),
    "gate-entry-2": pass("gate-entry-2"),
    "gate-exit-1": pass("gate-exit-1"),
    "gate-exit-2": pass("gate-exit-2"),
  };
  return { occupancy: clamp(next, 0, capacity), lanes: passed };
}
