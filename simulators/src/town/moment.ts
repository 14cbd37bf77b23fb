import { day, hour, type Instant } from "@plantroom/model/time.ts";
import { outdoorTemperature } from "./weather.ts";

/** What time and weather say to every machine of the estate. */
export interface Moment {
  readonly at: Instant;
  /** Local hour of the day with its fraction, 0 to 24. */
  readonly hour: number;
  readonly weekend: boolean;
  /** °C. */
  readonly outdoor: number;
}

// Asia/Taipei is UTC+8 all the year since 1980.
const offset = 8 * hour;

export function momentAt(at: Instant): Moment {
  const local = at + offset;
  const days = Math.floor(local / day);
  const hourOfDay = (local - days * day) / hour;
  const weekday = (days + 4) % 7; // 1970-01-01 was a Thursday
  return {
    at,
    hour: hourOfDay,
    weekend: weekday === 0 || weekday === 6,
    outdoor: outdoorTemperature(days + hourOfDay / 24),
  };
}

/** A daily curve from 24 values at the full hours, in straight lines between them. */
export function byHour(values: readonly number[]): (hour: number) => number {
  return (hourOfDay) => {
    const from = Math.floor(hourOfDay) % 24;
    const share = hourOfDay - Math.floor(hourOfDay);
    const here = values[from] ?? 0;
    const next = values[(from + 1) % 24] ?? 0;
    return here + (next - here) * share;
  };
}
