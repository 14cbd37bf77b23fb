import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { SilenceView } from "@plantroom/model/api/types.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";

/** Those that are not over. */
export async function silencesAt(database: Database, now: Instant): Promise<SilenceView[]> {
  const rows = await database
    .selectFrom("notificationSilences")
    .select("document")
    .where("until", ">", now)
    .orderBy("until")
    .execute();
  return rows.map(({ document }) => JSON.parse(document) as SilenceView);
}

export async function addSilence(database: Database, silence: SilenceView): Promise<void> {
  await database
    .insertInto("notificationSilences")
    .values({ id: silence.id, until: Date.parse(silence.until), document: JSON.stringify(silence) })
    .execute();
}

export async function dropSilence(database: Database, id: string): Promise<void> {
  await database.deleteFrom("notificationSilences").where("id", "=", id).execute();
}

/**
 * Until when nobody is told of the alarm; undefined: people are told. A silence of nothing in particular is of everything but life
 * safety, which only a silence of its own rule covers.
 */
export function silencedUntil(silences: readonly SilenceView[], alarm: Alarm): Instant | undefined {
  const ends = silences
    .filter(
      ({ site, equipment, rule }) =>
        (site === undefined || site === alarm.site) &&
        (equipment === undefined || equipment === alarm.equipment) &&
        (rule === undefined ? !alarm.lifeSafety : rule === alarm.rule),
    )
    .map(({ until }) => Date.parse(until));
  return ends.length === 0 ? undefined : Math.max(...ends);
}
