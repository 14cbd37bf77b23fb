import type { EnergyRow } from "@plantroom/model/api/types.ts";
import { addUp, consumptionDecimals, costDecimals } from "@plantroom/model/energy/rounding.ts";
import { bands } from "@plantroom/model/energy/tariff.ts";
import { boundaries, type Period } from "@plantroom/model/meters/calendar.ts";
import { differenceKinds } from "@plantroom/model/meters/register.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { PartFigures } from "./day-figures.ts";
import type { Meter } from "./meter.ts";

export type Step = "hour" | "day" | "month";

/** How the figures of a site are added up. */
export interface Sums {
  readonly medium: Meter["medium"];
  readonly currency: string;
  /** What lies after it has not been yet, and is not missing. */
  readonly now: Instant;
}

export type Sum = Pick<EnergyRow, "consumption" | "cost" | "byBand" | "completeness" | "flags">;

/**
 * The sum of hours or days of one or more meters; completeness is that of the part that is over. What was counted during a long silence
 * is in it where all of the silence is.
 */
export function sumOf(hours: readonly PartFigures[], { medium, currency, now }: Sums): Sum {
  const begin = hours.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY);
  const gaps = hours.flatMap(({ gap }) => (gap && gap.from >= begin ? [gap] : []));
  const known = [...hours.filter(({ consumption }) => consumption !== null), ...gaps];
  const consumption = (figures: readonly (number | null)[]) => addUp(figures, consumptionDecimals[medium]);
  const cost = (figures: readonly (number | null)[]) => addUp(figures, costDecimals(currency));
  const byBand = bands.flatMap((band) => {
    const parts = hours.flatMap((hour) => (hour.consumption === null ? [] : (hour.byBand[band] ?? [])));
    const of = {
      consumption: consumption(parts.map((one) => one.consumption)),
      cost: cost(parts.map((one) => one.cost)),
    };
    return of.consumption === null || of.cost === null ? [] : [[band, of] as const];
  });
  const span = hours.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, now) - from), 0);
  const covered = hours.reduce((sum, hour) => sum + hour.covered, 0);
  return {
    consumption: consumption(known.map((hour) => hour.consumption)),
    cost: known.some((hour) => hour.cost === null) ? null : cost(known.map((hour) => hour.cost)),
    byBand: Object.fromEntries(byBand),
    completeness: span === 0 ? 0 : Math.round(Math.min(1, covered / span) * 1e4) / 1e4,
    flags: differenceKinds.filter((kind) => hours.some(({ flags }) => flags.includes(kind))),
  };
}

/** One row for each of the site's own hours, days or months that a period touches and that has begun. */
export function rowsOf(
  meters: readonly (readonly PartFigures[])[],
  step: Step,
  { from, to }: Period,
  timeZone: string,
  sums: Sums,
): EnergyRow[] {
  const bounds = boundaries(step, from, to, timeZone);
  const rows = bounds.slice(1).map((end, i) => ({ from: bounds[i] ?? end, to: end, hours: [] as PartFigures[] }));
  for (const hours of meters) {
    let i = 0;
    for (const hour of hours) {
      if (hour.from < (bounds[0] ?? 0)) continue;
      while (hour.from >= (bounds[i + 1] ?? Number.POSITIVE_INFINITY)) i++;
      rows[i]?.hours.push(hour);
    }
  }
  return rows
    .filter((row) => row.from < sums.now)
    .map((row) => ({ from: iso(row.from), to: iso(row.to), ...sumOf(row.hours, sums) }));
}
