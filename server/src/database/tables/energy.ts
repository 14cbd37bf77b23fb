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

/** Tables of the meter ledger and of the historian. */
export interface EnergyTables {
  meterReplacements: MeterReplacementsTable;
  deadLetters: DeadLettersTable;
}
