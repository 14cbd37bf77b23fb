/**
 * Clock and calendar of a place: what its people call a moment, and which moment they mean. Works from `Intl` alone, since not
 * every browser has `Temporal`. All instants are milliseconds since 1970.
 */

export type CivilUnit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

/** Month 1–12, day of the month 1–31. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clock on the wall there shows. */
export function civilAt(at: number, timeZone: string): Civil {
  const found: Record<string, number> = {};
  for (const part of partsFormat(timeZone).formatToParts(at)) found[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  return { year, month, day, hour, minute, second };
}

/** Fields beyond their range carry over: month 13 is January of the next year. */
function asUtc({ year, month, day, hour, minute, second }: Civil): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the wall clock there is ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const whole = Math.floor(at / 1_000) * 1_000;
  return asUtc(civilAt(whole, timeZone)) - whole;
}

/** The moment a wall clock shows this; of an hour that comes twice the first, within an hour that is left out as long after it. */
export function instantOf(civil: Civil, timeZone: string): number {
  const wall = asUtc(civil);
  const before = wall - offsetAt(wall - 86_400_000, timeZone);
  const after = wall - offsetAt(wall + 86_400_000, timeZone);
  const fits = [before, after].filter((at) => at + offsetAt(at, timeZone) === wall);
  return fits.length > 0 ? Math.min(...fits) : before;
}

const fixed = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;

/** The beginning of the second … year that holds the moment; weeks begin on Monday. */
export function startOf(at: number, unit: CivilUnit, timeZone: string): number {
  if (unit === "second" || unit === "minute" || unit === "hour") {
    // By the offset that holds now, so that the hour that comes twice has two beginnings.
    const offset = offsetAt(at, timeZone);
    return Math.floor((at + offset) / fixed[unit]) * fixed[unit] - offset;
  }
  const { year, month, day } = civilAt(at, timeZone);
  const midnight = { year, month, day, hour: 0, minute: 0, second: 0 };
  if (unit === "day") return instantOf(midnight, timeZone);
  if (unit === "week") {
    const sinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
    return instantOf({ ...midnight, day: day - sinceMonday }, timeZone);
  }
  return instantOf({ ...midnight, day: 1, month: unit === "year" ? 1 : month }, timeZone);
}

/** So many hours pass; so many days, months or years later the wall clock shows the same, on the last day where a month is shorter. */
export function add(at: number, count: number, unit: CivilUnit, timeZone: string): number {
  if (unit === "second" || unit === "minute" || unit === "hour") return at + count * fixed[unit];
  const civil = civilAt(at, timeZone);
  const rest = at - Math.floor(at / 1_000) * 1_000;
  if (unit === "day" || unit === "week") {
    return instantOf({ ...civil, day: civil.day + count * (unit === "week" ? 7 : 1) }, timeZone) + rest;
  }
  const months = civil.month - 1 + count * (unit === "year" ? 12 : 1);
  const year = civil.year + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return instantOf({ ...civil, year, month, day: Math.min(civil.day, lastDay) }, timeZone) + rest;
}

const two = (value: number) => String(value).padStart(2, "0");

/** `2026-11-24`, as `<input type="date">` reads and writes it. */
export function isoDate(at: number, timeZone: string): string {
  const { year, month, day } = civilAt(at, timeZone);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** `2026-11-24T14:03`, as `<input type="datetime-local">` reads and writes it. */
export function isoMinute(at: number, timeZone: string): string {
  const { hour, minute } = civilAt(at, timeZone);
  return `${isoDate(at, timeZone)}T${two(hour)}:${two(minute)}`;
}

/** The moment of a date, or of a date with a time, in the place; undefined where it is neither. */
export function readLocal(text: string, timeZone: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)));
  const real = new Date(Date.UTC(year, month - 1, day));
  const impossible = real.getUTCMonth() !== month - 1 || hour > 23 || minute > 59 || second > 59;
  return impossible ? undefined : instantOf({ year, month, day, hour, minute, second }, timeZone);
}
