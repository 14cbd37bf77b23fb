import type { Generated } from "kysely";

/** The meter ledger: exchanges of meters, as people entered them. Only ever added to. */
export interface MeterReplacementsTable {
  id: Generated<number>;
  site: string;
  equipment: string;
  at: number;
  finalReading: number;
  initialReading: number;
  note: string | null;
  by: string;
  enteredAt: number;
}

/** Readings that the readings store will never take, with its reason; the newest only. `value` is JSON. */
export interface DeadLettersTable {
  id: Generated<number>;
  site: string;
  equipment: string;
  point: string;
  at: number | null;
  value: string;
  order: number;
  reason: string;
  setAsideAt: number;
  /** Null where it is not known, or where the value was too long to be kept whole: it cannot be tried again. */
  receivedAt: number | null;
  quality: string | null;
  triedAgainAt: number | null;
}

/**
 * What a meter counted in a local day of its site, made once its roll-ups were up to date; readings up to `until` could change it, and so
 * could another `basis` (see `basisOf`). `details` is JSON, null where there is nothing to say.
 */
export interface EnergyDaysTable {
  site: string;
  equipment: string;
  from: number;
  to: number;
  until: number;
  basis: string;
  consumption: number | null;
  cost: number | null;
  covered: number;
  details: string | null;
}

/** Tables of the meter ledger and of the historian. */
export interface EnergyTables {
  meterReplacements: MeterReplacementsTable;
  deadLetters: DeadLettersTable;
  energyDays: EnergyDaysTable;
}
