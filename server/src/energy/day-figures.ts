import { consumptionDecimals, costDecimals, shareOut } from "@plantroom/model/energy/rounding.ts";
import type { Price, PriceBand } from "@plantroom/model/energy/tariff.ts";
import { intervals } from "@plantroom/model/meters/intervals.ts";
import type { Difference, DifferenceKind } from "@plantroom/model/meters/register.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { Meter } from "./meter.ts";
import type { SiteDay } from "./site-day.ts";

export type ByBand = Readonly<Partial<Record<PriceBand, { readonly consumption: number; readonly cost: number }>>>;

/** What a meter counted in one hour of the site's day; rounded. */
export interface HourFigures {
  readonly from: Instant;
  readonly to: Instant;
  /** Null where nothing is known. */
  readonly consumption: number | null;
  /** Null where nothing is known, or part of it has no price. */
  readonly cost: number | null;
  readonly byBand: ByBand;
  /** How much of the hour measurement covers. */
  readonly covered: Milliseconds;
  readonly flags: readonly DifferenceKind[];
}

/**
 * The figures of one local day. The day holds the last register up to its end, less the last up to its beginning (a reading at midnight
 * closes the day before); inside it, consumption between two readings is spread evenly over the quarter hours between them,
 * and what was counted since the last reading of the day before over the day's beginning. So hours add up to days, days to months, all
 * to the difference of the registers; a gap of more than two reporting intervals counts where it ends.
 *
 * `differences` of the meter, in order of time, at least those that touch the day.
 */
export function dayFigures(
  meter: Meter,
  day: SiteDay,
  differences: readonly Difference[],
  ownInterval: Milliseconds,
): readonly HourFigures[] {
  const ending = differences.filter(({ to }) => to > day.from && to <= day.to);
  const counted = intervals(
    ending.map((one) => ({ ...one, from: isBridged(one, ownInterval) ? Math.max(one.from, day.from) : one.from })),
    day.quarters,
    ownInterval,
  );
  const touching = differences.filter(({ from, to }) => from < day.to && to > day.from);
  const covered = intervals(touching, day.quarters, ownInterval);
  const decimals = consumptionDecimals[meter.medium];
  const amounts = shareOut(
    counted.map(({ amount }) => amount),
    decimals,
  );
  const prices = day.prices[meter.medium] ?? [];
  const costs = shareOut(
    counted.map(({ amount }, i) => costOf(amount, prices[i])),
    costDecimals(day.currency),
  );
  const quarters = counted.map((one, i) => ({
    flags: one.flags,
    covered: (covered[i]?.completeness ?? 0) * (one.to - one.from),
    consumption: amounts[i] ?? null,
    cost: costs[i] ?? null,
    band: prices[i]?.band,
  }));
  return day.hours.slice(1).map((to, i) => hourOf(day.hours[i] ?? to, to, quarters.slice(i * 4, i * 4 + 4)));
}

function isBridged({ from, to }: Difference, ownInterval: Milliseconds): boolean {
  return to - from <= 2 * ownInterval;
}

function costOf(amount: number | null, price: Price | undefined): number | null {
  return amount === null || price === undefined ? null : amount * price.price;
}

interface Quarter extends Pick<HourFigures, "consumption" | "cost" | "covered" | "flags"> {
  readonly band: PriceBand | undefined;
}

function hourOf(from: Instant, to: Instant, quarters: readonly Quarter[]): HourFigures {
  const known = quarters.filter(({ consumption }) => consumption !== null);
  const byBand: Partial<Record<PriceBand, { consumption: number; cost: number }>> = {};
  for (const { band, consumption, cost } of known) {
    if (band === undefined) continue;
    const before = byBand[band];
    byBand[band] = {
      consumption: (before?.consumption ?? 0) + (consumption ?? 0),
      cost: (before?.cost ?? 0) + (cost ?? 0),
    };
  }
  const sum = (of: (one: Quarter) => number | null) => known.reduce((all, one) => all + (of(one) ?? 0), 0);
  return {
    from,
    to,
    consumption: known.length === 0 ? null : sum(({ consumption }) => consumption),
    cost: known.length === 0 || known.some(({ cost }) => cost === null) ? null : sum(({ cost }) => cost),
    byBand,
    covered: quarters.reduce((all, one) => all + one.covered, 0),
    flags: [...new Set(quarters.flatMap(({ flags }) => flags))],
  };
}
