import type { AlarmKpis } from "@plantroom/model/alarms/kpi/figures.ts";
import { KpiFold } from "@plantroom/model/alarms/kpi/kpis.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { linesBetween, type Place, standingsOf } from "./past.ts";

/** The figures of a period, from the journal alone; who waits for the database waits for a part of it at most. */
export async function alarmKpis(
  database: Database,
  { sites }: Pick<Place, "sites">,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<AlarmKpis> {
  // A period holds its first moment, not its last.
  const period = { from: from - 1, to: to - 1 };
  const fold = new KpiFold({ from, to }, await standingsOf(database, { sites }, period.from));
  for await (const lines of linesBetween(database, { sites }, period)) for (const line of lines) fold.take(line);
  return fold.figures(await withOrder(database, sites, period));
}

/** Alarms raised in the period, last or at all, that have a work order. */
async function withOrder(
  database: Database,
  sites: Place["sites"],
  { from }: { readonly from: Instant },
): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom("alarms")
    .select("id")
    .where("raisedAt", ">", from)
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .where(sql<boolean>`${sql.ref("document")} ->> '$.workOrder' is not null`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
