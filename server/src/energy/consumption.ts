import type { ResponseOf } from "@plantroom/model/api/routes.ts";
import { addUp, consumptionDecimals, costDecimals } from "@plantroom/model/energy/rounding.ts";
import { boundaries, type Period } from "@plantroom/model/meters/calendar.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { PartFigures } from "./day-figures.ts";
import type { Figures } from "./figures.ts";
import type { Meter } from "./meter.ts";
import { rowsOf, type Step, sumOf } from "./rows.ts";

export type Consumption = ResponseOf<"GET /api/energy/consumption">;

export interface Asked {
  readonly site: Site;
  readonly medium: Meter["medium"];
  /** One meter, or the main meters of the medium, whose figures are added up. */
  readonly meters: readonly Meter[];
  readonly period: Period;
  readonly step: Step;
}

const units: Readonly<Record<Meter["medium"], string>> = { electricity: "kWh", water: "m³", gas: "m³", heat: "GJ" };

/** Rows of consumption and cost. The total is the sum of the rows, digit by digit. */
export async function consumptionOf(
  figures: Figures,
  { site, medium, meters, period, step }: Asked,
): Promise<Consumption> {
  const { timeZone, currency } = site;
  const whole = wholeSteps(period, step, timeZone);
  const hours = await (step === "hour" ? figures.hours(site, meters, whole) : figures.parts(site, meters, whole));
  const sums = { medium, currency, now: figures.now(site) };
  const rows = rowsOf(hours, step, period, timeZone, sums);
  const shown = hours.flatMap((list) => list.filter((one) => isIn(one, whole)));
  const isPriced = rows.every(({ consumption, cost }) => consumption === null || cost !== null);
  return {
    unit: meters[0]?.unit ?? units[medium],
    currency,
    timeZone,
    tariff: site.tariffs?.[medium] ?? null,
    rows,
    total: {
      consumption: addUp(
        rows.map(({ consumption }) => consumption),
        consumptionDecimals[medium],
      ),
      cost: isPriced
        ? addUp(
            rows.map(({ cost }) => cost),
            costDecimals(currency),
          )
        : null,
      completeness: sumOf(shown, sums).completeness,
    },
  };
}

/** The period widened to whole hours, days or months of the site. */
export function wholeSteps({ from, to }: Period, step: Step, timeZone: string): Period {
  const bounds = boundaries(step, from, to, timeZone);
  return { from: bounds[0] ?? from, to: bounds.at(-1) ?? to };
}

export function isIn(hour: PartFigures, { from, to }: Period): boolean {
  return hour.from >= from && hour.from < to;
}
