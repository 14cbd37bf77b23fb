import type { Random } from "../random.ts";
import { byHour, type Moment } from "../town/moment.ts";

/** Cars that charge, each with the kilowatts it takes. */
export type Charging = readonly number[];

const points = 11;
const sessionSeconds = 3.2 * 3_600;
const pluggedIn = byHour([
  0.8, 0.5, 0.3, 0.2, 0.2, 0.2, 0.3, 0.6, 1, 1.2, 1.2, 1, 1, 1, 1, 1.1, 1.4, 2.2, 3.4, 3.8, 3.2, 2.4, 1.8, 1.2,
]);

export function stepCharging(charging: Charging, dt: number, { hour }: Moment, random: Random): Charging {
  const left = charging.filter(() => random.next() > dt / sessionSeconds);
  const arriving = random.poisson((pluggedIn(hour) * dt) / 3_600);
  if (arriving === 0) return left.length === charging.length ? charging : left;
  const joined = Array.from({ length: Math.min(arriving, points - left.length) }, () =>
    random.next() < 0.7 ? 7.2 : 6.1,
  );
  return [...left, ...joined];
}

export function chargingPower(charging: Charging): number {
  return charging.reduce((sum, kilowatts) => sum + kilowatts, 0);
}
