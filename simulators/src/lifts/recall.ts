import type { Lift } from "./lift.ts";
import { drive, entrance, storey } from "./shaft.ts";

const openSeconds = 2.2;
const closeSeconds = 2.8;

/** Fire recall: no calls any more, straight to the entrance, everybody out, and there it stays with its doors open. */
export function recall(before: Lift, dt: number): Lift {
  const lift: Lift = { ...before, mode: "fire-recall", calls: [] };
  const isThere = lift.speed === 0 && lift.position === entrance * storey;
  if (isThere) {
    const door = Math.min(1, lift.door + dt / openSeconds);
    if (door < 1) return { ...lift, door, doorMotion: "opening" };
    return { ...lift, door, doorMotion: "still", dwell: 3, riders: [] };
  }
  if (lift.door > 0) {
    const door = Math.max(0, lift.door - dt / closeSeconds);
    return { ...lift, door, doorMotion: door > 0 ? "closing" : "still" };
  }
  const trips = lift.speed === 0 ? lift.trips + 1 : lift.trips;
  return { ...lift, ...drive(lift.position, lift.speed, entrance * storey, dt), trips, doorMotion: "still" };
}
