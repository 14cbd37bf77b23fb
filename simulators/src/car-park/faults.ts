import { isDue, type Playing } from "../faults/course.ts";
import type { LaneId } from "./car-park.ts";
import type { Lane } from "./lane.ts";

const stuck: LaneId = "gate-exit-1";
const hit: LaneId = "gate-entry-2";

/** Drivers see it and take the other lane. */
export function isOutOfOrder(lane: Lane): boolean {
  return lane.jammed || lane.detached;
}

/** A lane as its fault leaves it in this step, before its usual course. */
export function broken(id: LaneId, lane: Lane, playing: Playing): Lane {
  if (id === stuck && playing["gate-exit-stuck"] !== undefined) return stuckBoom(lane, playing);
  if (id === hit && playing["gate-boom-hit"] !== undefined) return brokenBoom(lane, playing);
  return isOutOfOrder(lane) ? repaired(lane) : lane;
}

/** The car under the boom gets away, the next one drives up, and the drive is told to open and does not. */
function stuckBoom(lane: Lane, playing: Playing): Lane {
  if (lane.jammed) return lane;
  if (!isDue("gate-exit-stuck", playing)) {
    const waiting = lane.phase === "closed" && lane.queue === 0 ? { queue: 1 } : {};
    // Whoever is on the way hurries through; the car whose plate is read next waits for the boom.
    const timer = lane.phase === "reading" ? Math.max(lane.timer, 1) : Math.min(lane.timer, 0.5);
    return { ...lane, ...waiting, timer };
  }
  return {
    ...lane,
    phase: "opening",
    queue: Math.max(1, lane.queue),
    position: Math.min(lane.position, 90),
    openCommand: true,
    closeCommand: false,
    held: undefined,
    jammed: true,
  };
}

/** A car drives through the boom. */
function brokenBoom(lane: Lane, playing: Playing): Lane {
  if (lane.detached || !isDue("gate-boom-hit", playing)) return lane;
  const rest = {
    phase: "closed",
    queue: 0,
    timer: 0,
    openCommand: false,
    closeCommand: false,
    held: undefined,
  } as const;
  return { ...lane, ...rest, detached: true };
}

function repaired(lane: Lane): Lane {
  if (lane.detached) return { ...lane, detached: false, position: 0, phase: "closed" };
  return { ...lane, jammed: false };
}
