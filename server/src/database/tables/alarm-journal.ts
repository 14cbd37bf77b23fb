import type { Generated } from "kysely";

/** From `at` on, by the site's own time, until the next row of the equipment. Numbered in the order of writing. */
export interface PresenceChangesTable {
  id: Generated<number>;
  site: string;
  equipment: string;
  at: number;
  /** The model's `Presence`. */
  presence: string;
}

export interface AlarmJournalTables {
  presenceChanges: PresenceChangesTable;
}
