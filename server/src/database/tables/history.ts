import type { Generated } from "kysely";

/** Comparisons of the readings store with the journal, as `readBack` of the API; the newest only. */
export interface ReadBacksTable {
  id: Generated<number>;
  startedAt: number;
  finishedAt: number | null;
  by: string | null;
  outcome: "running" | "done" | "failed" | "interrupted";
  problem: string | null;
  /** Receipt of the oldest and the newest entry compared. */
  from: number | null;
  to: number | null;
  fromPosition: number;
  toPosition: number;
  compared: number;
  missing: number;
  replayed: number;
  refused: number;
}

/** Tables of what the historian looks after. */
export interface HistoryTables {
  readBacks: ReadBacksTable;
}
