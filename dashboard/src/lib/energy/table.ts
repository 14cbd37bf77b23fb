import type { EnergyRow } from "@plantroom/model/api/types.ts";
import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import { addUp, consumptionDecimals } from "@plantroom/model/energy/rounding.ts";
import { bands, type PriceBand } from "@plantroom/model/energy/tariff.ts";
import type { DifferenceKind } from "@plantroom/model/meters/register.ts";

/** One line of the table beside the chart: one hour, day or month, also where nothing is known of it yet. */
export interface EnergyLine {
  readonly at: number;
  readonly row: EnergyRow | undefined;
}

/** A line for every slot of a period, with its row where the server has one. */
export function linesOf(slots: readonly number[], rows: readonly EnergyRow[]): EnergyLine[] {
  const byFrom = new Map(rows.map((row) => [Date.parse(row.from), row]));
  return slots.map((at) => ({ at, row: byFrom.get(at) }));
}

/** Price bands that occur, in their own order. */
export function bandsOf(rows: readonly EnergyRow[]): PriceBand[] {
  return bands.filter((band) => rows.some((row) => row.byBand[band] !== undefined));
}

/** What was counted in a band over all rows; sums of rounded figures, as the server's. */
export function bandTotal(rows: readonly EnergyRow[], band: PriceBand, medium: Metering["medium"]): number | null {
  return addUp(
    rows.map((row) => row.byBand[band]?.consumption ?? null),
    consumptionDecimals[medium],
  );
}

/** Part of it was not measured. The row that is still running lags a little behind the clock and is no gap yet; one that was never measured is none either. */
export function isGap(row: EnergyRow, now: number): boolean {
  return row.completeness > 0 && row.completeness < (Date.parse(row.to) > now ? 0.9 : 1);
}

/** Kinds that a reader has to know of: everything but plain consumption. */
export type Finding = Exclude<DifferenceKind, "consumption">;

export function findingsOf(rows: readonly EnergyRow[]): readonly { readonly kind: Finding; readonly count: number }[] {
  const kinds = ["gap", "spike", "decrease", "replacement", "rollover", "jitter"] as const satisfies readonly Finding[];
  return kinds
    .map((kind) => ({ kind, count: rows.filter((row) => row.flags.includes(kind)).length }))
    .filter(({ count }) => count > 0);
}
