import type { Generated } from "kysely";

/** How far a consumer has come in the journal; one row, `judge`. */
export interface JudgesTable {
  name: string;
  /** Everything before is judged, its effects are in the same transaction. */
  position: number;
  /** Latest values are kept up to here; from here to `position` they are read again at a start. */
  latestPosition: number;
  /** What is remembered over time is read again from here at a start; null: from `latestPosition`. */
  memoryPosition: number | null;
  /** The wall-clock time up to which timers have fired. */
  wall: number;
}

/** A site's own time and run; `endedRuns` is a JSON object of run → when something of it was last received. */
export interface JudgedSitesTable {
  site: string;
  run: string | null;
  time: number | null;
  endedRuns: string;
}

/** `document`: the model's `Detection` as JSON. A rule that is idle has no row. */
export interface DetectionsTable {
  site: string;
  equipment: string;
  rule: string;
  ruleVersion: number;
  document: string;
}

/** `document`: what was last heard of an equipment and its points, as JSON. */
export interface LatestTable {
  site: string;
  equipment: string;
  document: string;
}

/** `document`: the model's `Alarm` as JSON; the other columns repeat what is searched by. */
export interface AlarmsTable {
  id: string;
  site: string;
  equipment: string;
  rule: string;
  /** 0 for critical. */
  gravity: number;
  state: string;
  open: number;
  raisedAt: number;
  closedAt: number | null;
  incident: string | null;
  /** The drill, test or maintenance in which it was raised. */
  mode: string | null;
  document: string;
}

/** Only ever added to: the database itself refuses anything else. `detail` is JSON. */
export interface AlarmTransitionsTable {
  id: Generated<number>;
  alarm: string;
  at: number;
  event: string;
  from: string;
  to: string;
  by: string;
  note: string | null;
  detail: string | null;
  site: string;
  equipment: string;
  rule: string;
  /** The alarm's after the line; 0 for critical. */
  gravity: number;
  /** 1: in a drill or a test. */
  rehearsal: number;
}

/** `document`: the model's `WorkOrder` without its steps, as JSON. */
export interface WorkOrdersTable {
  id: string;
  number: number;
  site: string;
  equipment: string;
  gravity: number;
  state: string;
  open: number;
  assignee: string | null;
  createdAt: number;
  document: string;
}

/** Only ever added to. */
export interface WorkOrderStepsTable {
  id: Generated<number>;
  workOrder: string;
  at: number;
  by: string;
  action: string;
  from: string;
  to: string;
  note: string | null;
}

/** The newest of what was refused; `detail` is JSON. */
export interface RefusedTable {
  id: Generated<number>;
  receivedAt: number;
  account: string;
  topic: string;
  site: string | null;
  equipment: string | null;
  code: string;
  detail: string;
  payload: string;
}

/** How often a code was refused since the beginning, also of rows that are gone. */
export interface RefusedCountsTable {
  code: string;
  count: number;
}

/** The newest events of devices; `data` is JSON. */
export interface EventsTable {
  id: Generated<number>;
  site: string;
  equipment: string;
  event: string;
  at: number;
  receivedAt: number;
  data: string;
}

/** The newest answers of devices to commands; `command` is the command's id. */
export interface ResultsTable {
  id: Generated<number>;
  site: string;
  equipment: string;
  command: string;
  outcome: string;
  reason: string | null;
  receivedAt: number;
}

/** Tables of the judging half: consumers' positions, detections, alarms, work orders, refused readings, events. */
export interface PipelineTables {
  judges: JudgesTable;
  judgedSites: JudgedSitesTable;
  detections: DetectionsTable;
  latest: LatestTable;
  alarms: AlarmsTable;
  alarmTransitions: AlarmTransitionsTable;
  workOrders: WorkOrdersTable;
  workOrderSteps: WorkOrderStepsTable;
  refused: RefusedTable;
  refusedCounts: RefusedCountsTable;
  events: EventsTable;
  results: ResultsTable;
}
