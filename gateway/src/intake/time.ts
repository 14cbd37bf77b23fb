import type { SiteClock } from "@plantroom/model/sites/site.ts";
import { type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";

/** How far a device's clock may be ahead of ours. */
const aheadLimit = 5 * minute;
/** The last moment that a date can name, in either direction. */
const farthest = 8.64e15;

const isoWithOffset = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Milliseconds, or ISO 8601 with an offset; undefined for what cannot be read. */
export function readTime(at: unknown): Instant | undefined {
  if (typeof at === "number") return Math.abs(at) <= farthest ? Math.round(at) : undefined;
  if (typeof at !== "string") return undefined;
  const [, year, month, day] = isoWithOffset.exec(at) ?? [];
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const instant = Date.parse(at.toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}

/** `Date.parse` takes the 30th of February for the 1st or 2nd of March. */
function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export interface Placed {
  readonly at: Instant;
  /** The device's time was not plausible; `at` is the time of receipt. */
  readonly suspect: boolean;
}

/** Where a device's time is put, given the site's clock and how long readings are kept. */
export function placeTime(
  at: Instant | undefined,
  receivedAt: Instant,
  clock: SiteClock,
  retention: Milliseconds,
): Placed {
  if (at === undefined) return { at: receivedAt, suspect: false };
  if (clock === "device") return { at, suspect: false };
  const plausible = at <= receivedAt + aheadLimit && at >= receivedAt - retention;
  return plausible ? { at, suspect: false } : { at: receivedAt, suspect: true };
}
