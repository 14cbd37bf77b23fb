import { addUp, consumptionDecimals, costDecimals, roundTo, shareOut } from "@plantroom/model/energy/rounding.ts";
import { bands, type Price, type PriceBand } from "@plantroom/model/energy/tariff.ts";
import { intervals } from "@plantroom/model/meters/intervals.ts";
import { type Difference, type DifferenceKind, isMeasured } from "@plantroom/model/meters/register.ts";
import { day as dayLong, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import type { Meter } from "./meter.ts";
import type { SiteDay } from "./site-day.ts";

export type ByBand = Readonly<Partial<Record<PriceBand, { readonly consumption: number; readonly cost: number }>>>;

/** What was counted during a silence of more than a day, where it ended; in no day's consumption. Rounded. */
export interface GapFigures {
  readonly from: Instant;
  readonly consumption: number;
  readonly cost: number | null;
}

/** What a meter counted in one hour of the site's day, or in the whole of it; rounded. */
export interface PartFigures {
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
  readonly gap?: GapFigures;
}

/**
 * The figures of one local day. The day holds the last register up to its end, less the last up to its beginning (a reading at midnight
 * closes the day before); inside it, consumption between two readings is spread evenly over the quarter hours between them,
 * and what was counted since the last reading of the day before over the day's beginning. So hours add up to days, days to months, all
 * to the difference of the registers; a gap of more than two reporting intervals counts where it ends. What was counted during a
 * silence of more than a day that began before this one is no day's: it stands beside the hour in which it ended.
 *
 * `differences` of the meter, in order of time, at least those that touch the day.
 */
export function dayFigures(
  meter: Meter,
  day: SiteDay,
  differences: readonly Difference[],
  ownInterval: Milliseconds,
): readonly PartFigures[] {
  const ended = differences.filter(({ to }) => to > day.from && to <= day.to);
  const isLong = (one: Difference) =>
    isMeasured(one) && one.from < day.from && one.to - one.from > longestGap(ownInterval);
  const ending = ended.filter((one) => !isLong(one));
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
  const hours = day.hours.slice(1).map((to, i) => hourOf(day.hours[i] ?? to, to, quarters.slice(i * 4, i * 4 + 4)));
  const gap = ended.find(isLong);
  return gap ? withGap(hours, gap, meter, day) : hours;
}

/** A meter that reports once a day or more rarely says nothing about days; its differences count where they end. */
function longestGap(ownInterval: Milliseconds): Milliseconds {
  return Math.max(dayLong, 2 * ownInterval);
}

/** Only the first difference of a day can have begun before it. */
function withGap(
  hours: readonly PartFigures[],
  { from, to, amount }: Difference,
  { medium }: Meter,
  { quarters, prices, currency }: SiteDay,
): readonly PartFigures[] {
  const price = prices[medium]?.[quarters.findIndex((start) => start >= to) - 1];
  const cost = costOf(amount, price);
  const gap: GapFigures = {
    from,
    consumption: roundTo(amount, consumptionDecimals[medium]),
    cost: cost === null ? null : roundTo(cost, costDecimals(currency)),
  };
  return hours.map((hour) =>
    to > hour.from && to <= hour.to ? { ...hour, flags: [...new Set([...hour.flags, "gap" as const])], gap } : hour,
  );
}

/** A day's hours as one: the same sums. */
export function dayTotal(hours: readonly PartFigures[], medium: Meter["medium"], currency: string): PartFigures {
  const [first] = hours;
  const last = hours.at(-1);
  if (!first || !last) throw new RangeError("a day has hours");
  const known = hours.filter(({ consumption }) => consumption !== null);
  const byBand: Partial<Record<PriceBand, { consumption: number; cost: number }>> = {};
  for (const band of bands) {
    const parts = known.flatMap((hour) => hour.byBand[band] ?? []);
    if (parts.length === 0) continue;
    byBand[band] = {
      consumption: roundTo(sumOf(parts, "consumption"), consumptionDecimals[medium]),
      cost: roundTo(sumOf(parts, "cost"), costDecimals(currency)),
    };
  }
  const gap = hours.find((hour) => hour.gap)?.gap;
  return {
    from: first.from,
    to: last.to,
    consumption: addUp(
      known.map(({ consumption }) => consumption),
      consumptionDecimals[medium],
    ),
    cost: known.some(({ cost }) => cost === null)
      ? null
      : addUp(
          known.map(({ cost }) => cost),
          costDecimals(currency),
        ),
    byBand,
    covered: sumOf(hours, "covered"),
    flags: [...new Set(hours.flatMap(({ flags }) => flags))],
    ...(gap && { gap }),
  };
}

function sumOf<K extends string>(parts: readonly Readonly<Record<K, number>>[], of: K): number {
  return parts.reduce((sum, one) => sum + one[of], 0);
}

function isBridged({ from, to }: Difference, ownInterval: Milliseconds): boolean {
  return to - from <= 2 * ownInterval;
}

function costOf(amount: number | null, price: Price | undefined): number | null {
  return amount === null || price === undefined ? null : amount * price.price;
}

interface Quarter extends Pick<PartFigures, "consumption" | "cost" | "covered" | "flags"> {
  readonly band: PriceBand | undefined;
}

function hourOf(from: Instant, to: Instant, quarters: readonly Quarter[]): PartFigures {
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
