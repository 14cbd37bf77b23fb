import type { WorkCalendar } from "@plantroom/model/on-call/calendar.ts";
import { workCalendars } from "@plantroom/model/on-call/holidays.ts";
import type { Roster } from "@plantroom/model/on-call/roster.ts";
import type { Database } from "../database/database.ts";
import { documentsOf } from "../notifications/documents.ts";

export function loadRosters(database: Database): Promise<Roster[]> {
  return documentsOf<Roster>(database, "rosters");
}

/** Those that come with the program, each as it was changed here, and the installation's own. */
export async function loadCalendars(database: Database): Promise<WorkCalendar[]> {
  const changed = await documentsOf<WorkCalendar>(database, "workCalendars");
  const untouched = workCalendars.filter(({ id }) => !changed.some((one) => one.id === id));
  return [...untouched, ...changed];
}
