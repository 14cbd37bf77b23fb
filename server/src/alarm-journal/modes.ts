import type { Mode } from "@plantroom/model/alarms/mode.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";

/** Drills, tests and maintenance that ran at some time of the period; at most the newest 500. */
export async function modesBetween(
  database: Database,
  sites: readonly string[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<Mode[]> {
  const rows = await database
    .selectFrom("modes")
    .select("document")
    .where("site", "in", sites)
    .where("startedAt", "<=", to)
    .orderBy("startedAt", "desc")
    .limit(500)
    .execute();
  const modes = rows.map(({ document }): Mode => JSON.parse(document));
  return modes.filter(({ until, endedAt }) => (endedAt ?? until) > from).reverse();
}
