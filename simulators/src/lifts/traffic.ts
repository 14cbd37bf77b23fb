import type { Random } from "../random.ts";
import { byHour, type Moment } from "../town/moment.ts";
import type { Call } from "./lift.ts";
import { entrance } from "./shaft.ts";

// Calls an hour at one lift of a residential tower: down in the morning, up in the evening.
const workday = byHour([3, 1.5, 1, 1, 1.5, 6, 20, 46, 42, 24, 18, 18, 24, 20, 16, 18, 24, 36, 46, 42, 32, 24, 14, 7]);
const weekend = byHour([5, 3, 1.5, 1, 1, 3, 8, 14, 24, 30, 32, 30, 32, 28, 26, 26, 28, 32, 34, 32, 28, 24, 16, 9]);
// The share of those calls that leave the house; the others come home, but for a few between floors.
const leaving = byHour([
  0.2, 0.2, 0.3, 0.4, 0.6, 0.8, 0.85, 0.88, 0.85, 0.7, 0.6, 0.5, 0.45, 0.5, 0.5, 0.4, 0.35, 0.25, 0.2, 0.22, 0.3, 0.3,
  0.25, 0.2,
]);
const betweenFloors = 0.06;

export function callsPerHour({ hour, weekend: isWeekend }: Moment): number {
  return isWeekend ? weekend(hour) : workday(hour);
}

/** A call as this time of day makes them: homes are above the entrance, cars stand in the basement. */
export function newCall(moment: Moment, landings: number, random: Random): Call {
  const homes = landings - entrance - 1;
  const home = entrance + 1 + random.pick(homes);
  if (random.next() < betweenFloors) {
    const other = entrance + 1 + ((home - entrance + random.pick(homes - 1)) % homes);
    return { from: home, to: other };
  }
  const street = random.next() < 0.3 ? random.pick(entrance) : entrance;
  return random.next() < leaving(moment.hour) ? { from: home, to: street } : { from: street, to: home };
}

/** How many come together. */
export function party(random: Random): number {
  const draw = random.next();
  return draw < 0.62 ? 1 : draw < 0.88 ? 2 : 3;
}
