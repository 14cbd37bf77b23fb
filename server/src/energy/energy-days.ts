import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { EnergyDaysTable } from "../database/tables/energy.ts";
import type { PartFigures } from "./day-figures.ts";

export interface MeterDays {
  readonly site: string;
  readonly equipment: string;
  readonly basis: string;
}

/** A day with the time up to which readings could change it. */
export interface KeptDay {
  readonly figures: PartFigures;
  readonly until: Instant;
}

type Details = Pick<PartFigures, "byBand" | "flags" | "gap">;

const rowsAtOnce = 200;

/** Days of meters in the operations database. */
export class EnergyDays {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of the same basis, that begin in `[from, to)`, by their beginning. */
  async find({ site, equipment, basis }: MeterDays, from: Instant, to: Instant): Promise<Map<Instant, KeptDay>> {
    const rows = await this.#database
      .selectFrom("energyDays")
      .select(["from", "to", "until", "basis", "consumption", "cost", "covered", "details"])
      .where("site", "=", site)
      .where("equipment", "=", equipment)
      .where("from", ">=", from)
      .where("from", "<", to)
      .execute();
    return new Map(rows.filter((row) => row.basis === basis).map((row) => [row.from, keptOf(row)]));
  }

  /** In place of what stands there. */
  async keep({ site, equipment, basis }: MeterDays, days: readonly KeptDay[]): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (let start = 0; start < days.length; start += rowsAtOnce) {
        const rows = days.slice(start, start + rowsAtOnce).map(({ figures, until }): EnergyDaysTable => {
          const { from, to, consumption, cost, covered } = figures;
          return { site, equipment, basis, from, to, until, consumption, cost, covered, details: detailsOf(figures) };
        });
        await transaction.replaceInto("energyDays").values(rows).execute();
      }
    });
  }

  /** Days that a reading of that time could change. */
  async drop(site: string, equipment: string, at: Instant): Promise<void> {
    await this.#database
      .deleteFrom("energyDays")
      .where("site", "=", site)
      .where("equipment", "=", equipment)
      .where("until", ">=", at)
      .execute();
  }
}

function detailsOf({ byBand, flags, gap }: Details): string | null {
  const plain = Object.keys(byBand).length === 0 && flags.length === 0 && !gap;
  return plain ? null : JSON.stringify({ byBand, flags, gap });
}

function keptOf(row: Omit<EnergyDaysTable, "site" | "equipment" | "basis">): KeptDay {
  const { from, to, until, consumption, cost, covered, details } = row;
  const { byBand, flags, gap }: Details = details === null ? { byBand: {}, flags: [] } : JSON.parse(details);
  return { figures: { from, to, consumption, cost, covered, byBand, flags, ...(gap && { gap }) }, until };
}
