import type { Generated } from "kysely";

/** `document`: the model's `KeptMemory` as JSON, of entries of the journal before `position`. */
export interface MemoriesTable {
  site: string;
  equipment: string;
  position: number;
  document: string;
}

/** What rules in shadow found; the newest. `evidence` is JSON. */
export interface ShadowChangesTable {
  id: Generated<number>;
  site: string;
  equipment: string;
  rule: string;
  ruleVersion: number | null;
  at: number;
  change: string;
  priority: string | null;
  evidence: string;
}

/** Tables of the rules' engine: what is remembered over time, what rules in shadow found. */
export interface JudgingTables {
  memories: MemoriesTable;
  shadowChanges: ShadowChangesTable;
}
