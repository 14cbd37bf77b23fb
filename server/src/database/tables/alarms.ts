/** `document`: the model's `Incident` as JSON. */
export interface IncidentsTable {
  id: string;
  site: string;
  /** 1 while one of its alarms is not over. */
  open: number;
  startedAt: number;
  document: string;
}

/** `document`: the model's `Mode` as JSON. */
export interface ModesTable {
  id: string;
  site: string;
  kind: string;
  open: number;
  startedAt: number;
  document: string;
}

/** The trend kept with an alarm that is over, compact; `document` is JSON, null until it has been read. */
export interface AlarmTrendsTable {
  alarm: string;
  /** 1: over, or over once more, and not read yet. */
  pending: number;
  document: string | null;
}

/** Tables of alarm management beside the alarms themselves: incidents, modes, trends kept as evidence. */
export interface AlarmManagementTables {
  incidents: IncidentsTable;
  modes: ModesTable;
  alarmTrends: AlarmTrendsTable;
}
