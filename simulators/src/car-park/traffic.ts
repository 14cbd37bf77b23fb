import { clamp } from "../random.ts";
import { byHour, type Moment } from "../town/moment.ts";
import type { Direction } from "./lane.ts";

// Vehicles an hour in both lanes of a direction.
const coming = {
  workday: byHour([4, 2, 1, 1, 1, 2, 5, 10, 12, 12, 11, 12, 14, 13, 12, 14, 20, 36, 52, 46, 30, 22, 16, 9]),
  weekend: byHour([8, 4, 2, 1, 1, 2, 4, 7, 12, 16, 20, 22, 24, 22, 22, 24, 26, 30, 32, 30, 26, 24, 20, 14]),
};
const going = {
  workday: byHour([2, 1, 1, 1, 2, 6, 20, 52, 48, 26, 15, 13, 14, 14, 12, 12, 13, 17, 18, 15, 10, 7, 5, 3]),
  weekend: byHour([4, 2, 1, 1, 1, 3, 6, 12, 22, 30, 30, 26, 24, 24, 24, 22, 22, 24, 24, 20, 14, 11, 9, 6]),
};
// Cars that stand in the park at these hours.
const standing = {
  workday: byHour([
    270, 272, 273, 273, 272, 268, 255, 220, 180, 160, 152, 150, 150, 149, 150, 152, 160, 180, 210, 236, 252, 260, 265,
    268,
  ]),
  weekend: byHour([
    272, 275, 276, 276, 276, 275, 272, 266, 255, 240, 230, 225, 224, 222, 220, 222, 226, 232, 240, 250, 260, 264, 268,
    270,
  ]),
};

/** Vehicles an hour in a direction; the fuller the park stands against its habit, the fewer come and the more go. */
export function vehiclesPerHour(direction: Direction, occupancy: number, { hour, weekend }: Moment): number {
  const kind = weekend ? "weekend" : "workday";
  const surplus = (occupancy - standing[kind](hour)) / 25;
  return direction === "entry"
    ? coming[kind](hour) * clamp(1 - surplus, 0.05, 2)
    : going[kind](hour) * clamp(1 + surplus, 0.05, 2);
}
