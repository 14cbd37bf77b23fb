import { Random, seedOf } from "../random.ts";

// Central Weather Administration, Taipei 1991-2020: 16.6 °C in January, 30.1 °C in July, daily range about 6 K.
const yearMean = 23.4;
const yearSwing = 6.9;
const daySwing = 3.1;
const hottestDayOfYear = 203;
const coldFrontSpread = 1.8;

/** °C in Taipei at a moment given in local days since 1970: season, time of day, and days that are warmer or cooler than usual. */
export function outdoorTemperature(localDays: number): number {
  const dayOfYear = localDays % 365.2425;
  const season = yearSwing * Math.cos((2 * Math.PI * (dayOfYear - hottestDayOfYear)) / 365.2425);
  const hour = (localDays - Math.floor(localDays)) * 24;
  const timeOfDay = daySwing * Math.cos((2 * Math.PI * (hour - 14)) / 24);
  return yearMean + season + timeOfDay + departure(localDays);
}

/** Smoothly from one day's departure from the usual to the next. */
function departure(localDays: number): number {
  const today = Math.floor(localDays);
  const share = localDays - today;
  const smooth = share * share * (3 - 2 * share);
  return departureOf(today) * (1 - smooth) + departureOf(today + 1) * smooth;
}

const known = new Map<number, number>();

function departureOf(localDay: number): number {
  let value = known.get(localDay);
  if (value === undefined) {
    value = coldFrontSpread * new Random(seedOf(`weather ${localDay}`, 0)).gaussian();
    known.set(localDay, value);
  }
  return value;
}
