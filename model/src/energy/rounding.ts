import type { Metering } from "../device-types/device-type.ts";

/**
 * Figures of energy are rounded once, where they are made, so that what is shown, added up and exported is the same to the last digit:
 * sums are sums of rounded figures, and a whole that is divided (a day into its hours and bands) is shared out so that the parts
 * add up to it.
 */

/** Digits after the decimal point of consumption: those of the registers. */
export const consumptionDecimals: Readonly<Record<Metering["medium"], number>> = {
  electricity: 2,
  water: 3,
  gas: 2,
  heat: 3,
};

// ISO 4217: the minor units of currencies that do not have two digits.
const otherMinorUnits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ").map((c) => [c, 0]),
  ),
  ...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3])),
};

/** Digits after the decimal point of an amount of money. */
export function costDecimals(currency: string): number {
  return otherMinorUnits[currency] ?? 2;
}

/** To the nearest, halves away from zero upwards; never `-0`. */
export function roundTo(value: number, decimals: number): number {
  const unit = 10 ** decimals;
  return Math.round(value * unit) / unit + 0;
}

/** The sum of rounded figures, rounded again against the dust of binary fractions; null where none is known. */
export function addUp(figures: readonly (number | null)[], decimals: number): number | null {
  const known = figures.filter((one) => one !== null);
  if (known.length === 0) return null;
  return roundTo(
    known.reduce((sum, one) => sum + one, 0),
    decimals,
  );
}

/** Rounds the parts of a whole so that their sum is the rounded whole: each is the step between rounded running sums. */
export function shareOut(amounts: readonly (number | null)[], decimals: number): (number | null)[] {
  let sum = 0;
  let shared = 0;
  return amounts.map((amount) => {
    if (amount === null) return null;
    sum += amount;
    const before = shared;
    shared = roundTo(sum, decimals);
    return roundTo(shared - before, decimals);
  });
}

/** A share of 0–1 in percent with one decimal, rounded down: what is not complete never shows as 100. */
export function percentOf(share: number): number {
  return Math.floor(Math.min(1, Math.max(0, share)) * 1_000 + 1e-6) / 10;
}

/** The digits of a rounded figure, without grouping; empty where nothing is known. */
export function formatFigure(figure: number | null, decimals: number): string {
  return figure === null ? "" : figure.toFixed(decimals);
}
