import { type LocalTime, localTimes } from "../meters/calendar.ts";
import type { Text } from "../text.ts";
import type { Instant } from "../time.ts";

/** Named price bands of a time-of-use tariff (domain D3: 尖/峰/平/谷/深谷). */
export const bands = ["critical-peak", "peak", "half-peak", "off-peak", "deep-valley", "flat"] as const;
export type PriceBand = (typeof bands)[number];

/** Minutes of the local day, `[from, to)`, at one band. */
export interface Slot {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly band: PriceBand;
}

/** Which slots hold on which days of which months. The first that fits holds. */
export interface DayPattern {
  /** 1–12; all when missing. */
  readonly months?: readonly number[];
  /** 1 = Monday … 7 = Sunday; all when missing. */
  readonly weekdays?: readonly number[];
  readonly slots: readonly Slot[];
  /** Price of each band in the currency of the site per unit of the medium (kWh, m³, GJ). */
  readonly prices: Readonly<Partial<Record<PriceBand, number>>>;
}

export interface Tariff {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  readonly medium: "electricity" | "water" | "gas" | "heat";
  readonly currency: string;
  /** First local day on which it holds, YYYY-MM-DD. */
  readonly validFrom: string;
  readonly patterns: readonly DayPattern[];
  /** Where the prices come from. */
  readonly provenance: string;
}

/** The version of a tariff that holds on a local day (YYYY-MM-DD): the one that began last; undefined before the first. */
export function tariffOn(tariffs: readonly Tariff[], id: string, day: string): Tariff | undefined {
  return tariffs
    .filter((one) => one.id === id && one.validFrom <= day)
    .reduce<Tariff | undefined>(
      (latest, one) => (latest === undefined || one.validFrom > latest.validFrom ? one : latest),
      undefined,
    );
}

export interface Price {
  readonly band: PriceBand;
  /** Per unit of the medium, in the tariff's currency. */
  readonly price: number;
}

/** The price at an instant; undefined where the tariff leaves a hole, which `checkTariff` finds. */
export function priceAt(tariff: Tariff, at: Instant, zone: string): Price | undefined {
  return pricesOf(tariff, zone)(at);
}

/** The same for many instants; cheap when they come in order. */
export function pricesOf(tariff: Tariff, zone: string): (at: Instant) => Price | undefined {
  const local = localTimes(zone);
  return (at) => {
    const time = local(at);
    const pattern = tariff.patterns.find((one) => fits(one, time));
    const band = pattern?.slots.find((slot) => slot.fromMinute <= time.minute && time.minute < slot.toMinute)?.band;
    const price = band === undefined ? undefined : pattern?.prices[band];
    return band === undefined || price === undefined ? undefined : { band, price };
  };
}

function fits(pattern: DayPattern, { month, weekday }: Pick<LocalTime, "month" | "weekday">): boolean {
  return (pattern.months?.includes(month) ?? true) && (pattern.weekdays?.includes(weekday) ?? true);
}

/** What is wrong with a tariff; `pattern` is its index, undefined for the tariff as a whole. */
export interface TariffFault {
  readonly code: "day-without-pattern" | "slot-bounds" | "slot-gap" | "slot-overlap" | "band-without-price";
  readonly pattern?: number;
  readonly detail: string;
}

/** Every day has a pattern, the slots of each cover the whole day once in quarter hours, every band used has a price. */
export function checkTariff(tariff: Tariff): TariffFault[] {
  const faults = tariff.patterns.flatMap((pattern, i) =>
    checkPattern(pattern).map((fault) => ({ ...fault, pattern: i })),
  );
  for (let month = 1; month <= 12; month++) {
    for (let weekday = 1; weekday <= 7; weekday++) {
      if (tariff.patterns.some((one) => fits(one, { month, weekday }))) continue;
      return [...faults, { code: "day-without-pattern", detail: `month ${month}, weekday ${weekday}` }];
    }
  }
  return faults;
}

function checkPattern({ slots, prices }: DayPattern): TariffFault[] {
  const faults: TariffFault[] = [];
  let end = 0;
  for (const { fromMinute, toMinute, band } of [...slots].sort((a, b) => a.fromMinute - b.fromMinute)) {
    const detail = `${clock(fromMinute)}–${clock(toMinute)}`;
    const whole = fromMinute % 15 === 0 && toMinute % 15 === 0;
    if (!whole || fromMinute < 0 || toMinute > minutesOfDay || fromMinute >= toMinute) {
      faults.push({ code: "slot-bounds", detail });
    }
    if (fromMinute > end) faults.push({ code: "slot-gap", detail: `${clock(end)}–${clock(fromMinute)}` });
    if (fromMinute < end) faults.push({ code: "slot-overlap", detail });
    if (prices[band] === undefined) faults.push({ code: "band-without-price", detail: band });
    end = Math.max(end, toMinute);
  }
  if (end < minutesOfDay) faults.push({ code: "slot-gap", detail: `${clock(end)}–24:00` });
  return faults;
}

const minutesOfDay = 24 * 60;

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
