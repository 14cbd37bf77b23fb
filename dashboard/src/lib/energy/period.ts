import type { Locale } from "@plantroom/model/text.ts";
import { dateFormat } from "../format/zone.ts";
import { add, isoDate, readLocal, startOf } from "../time/civil.ts";

/** A day by its hours, a month by its days, a year by its months. */
export const periodKinds = ["day", "month", "year"] as const;
export type PeriodKind = (typeof periodKinds)[number];
export type EnergyStep = "hour" | "day" | "month";

/** A whole day, month or year of the site; `to` is its end, exclusive. Times in milliseconds. */
export interface EnergyPeriod {
  readonly kind: PeriodKind;
  readonly from: number;
  readonly to: number;
  readonly step: EnergyStep;
}

const steps = { day: "hour", month: "day", year: "month" } as const satisfies Record<PeriodKind, EnergyStep>;

/** The day, month or year that holds a moment. */
export function periodOf(kind: PeriodKind, at: number, timeZone: string): EnergyPeriod {
  const from = startOf(at, kind, timeZone);
  // From its middle on, so that a day of 23 or 25 hours does not matter.
  return { kind, from, to: startOf(add(from, 1, kind, timeZone), kind, timeZone), step: steps[kind] };
}

export function steppedPeriod(period: EnergyPeriod, by: -1 | 1, timeZone: string): EnergyPeriod {
  return periodOf(period.kind, add(period.from, by, period.kind, timeZone), timeZone);
}

/** From the URL's `period` and `date`; what cannot be read is today. */
export function readPeriod(params: { get(name: string): string | null }, now: number, timeZone: string): EnergyPeriod {
  const kind = periodKinds.find((one) => one === params.get("period")) ?? "day";
  const at = readLocal(params.get("date") ?? "", timeZone) ?? now;
  return periodOf(kind, Math.min(at, now), timeZone);
}

/** The same for the URL; undefined takes a parameter out, so that the current period stays current. */
export function writePeriod(
  period: EnergyPeriod,
  now: number,
  timeZone: string,
): Record<"period" | "date", string | undefined> {
  return {
    period: period.kind === "day" ? undefined : period.kind,
    date: period.from <= now && now < period.to ? undefined : isoDate(period.from, timeZone),
  };
}

/** Beginnings of its hours, days or months: 23 or 25 hours on a day on which the clocks change. */
export function slotsOf({ from, to, step }: EnergyPeriod, timeZone: string): number[] {
  const slots: number[] = [];
  for (let index = 0, at = from; at < to; index++, at = startOf(add(from, index, step, timeZone), step, timeZone)) {
    if (at !== slots.at(-1)) slots.push(at);
  }
  return slots;
}

/** `Tuesday, 24 November 2026`, `November 2026`, `2026`. */
export function periodWords({ kind, from }: EnergyPeriod, timeZone: string, locale: Locale): string {
  const year = { year: "numeric" } as const;
  const month = { ...year, month: "long" } as const;
  const options = { day: { ...month, day: "numeric", weekday: "long" } as const, month, year }[kind];
  return dateFormat(locale, timeZone, options).format(from);
}

/** One row of the period: `14:00`, `Tue 24`, `Nov`. */
export function slotWords(at: number, step: EnergyStep, timeZone: string, locale: Locale): string {
  const options = {
    hour: { hour: "2-digit", minute: "2-digit" },
    day: { day: "numeric", weekday: "short" },
    month: { month: "short" },
  } as const satisfies Record<EnergyStep, Intl.DateTimeFormatOptions>;
  return dateFormat(locale, timeZone, options[step]).format(at);
}

/** The same under a bar, where there is less room: `14`, `24`, `Nov`. */
export function slotMark(at: number, step: EnergyStep, timeZone: string, locale: Locale): string {
  if (step === "month") return slotWords(at, step, timeZone, locale);
  const parts = dateFormat(locale, timeZone, { hour: "2-digit", day: "numeric" }).formatToParts(at);
  return parts.find((part) => part.type === step)?.value ?? "";
}
