import type { Generated } from "kysely";

/** `document`: the model's `Procedure` as JSON, as it was when a run of this version began. */
export interface ProcedureVersionsTable {
  id: string;
  version: number;
  document: string;
}

/** `document`: the model's `ProcedureRun` as JSON; the other columns repeat what is searched by. */
export interface ProcedureRunsTable {
  id: string;
  site: string;
  equipment: string | null;
  procedure: string;
  drill: number;
  open: number;
  startedAt: number;
  document: string;
}

/** Which runs answer an alarm; `occurrence` of its record when it joined. */
export interface ProcedureRunAlarmsTable {
  alarm: string;
  run: string;
  occurrence: number;
}

/** Only ever added to. */
export interface ProcedureActsTable {
  id: Generated<number>;
  run: string;
  at: number;
  by: string;
  act: string;
  step: string | null;
  note: string | null;
}

/** Pictures of a run; the file in the photos folder has the id for its name. */
export interface ProcedurePhotosTable {
  id: string;
  run: string;
  by: string;
  at: number;
  type: string;
  bytes: number;
}

export interface ProcedureTables {
  procedureVersions: ProcedureVersionsTable;
  procedureRuns: ProcedureRunsTable;
  procedureRunAlarms: ProcedureRunAlarmsTable;
  procedureActs: ProcedureActsTable;
  procedurePhotos: ProcedurePhotosTable;
}
