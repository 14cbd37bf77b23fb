import type { Text } from "../text.ts";

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
