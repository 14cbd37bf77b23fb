import type { Incident } from "@plantroom/model/alarms/incident.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf, keysOf, pageOfRows } from "../database/keyset.ts";

export interface IncidentSearch {
  readonly open: "true" | "false" | "all";
  /** Sites to look in; all when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function saveIncidents(transaction: DatabaseTransaction, incidents: Iterable<Incident>): Promise<void> {
  const rows = [...incidents].map((incident) => ({
    id: incident.id,
    site: incident.site,
    open: incident.endedAt === undefined ? 1 : 0,
    startedAt: incident.startedAt,
    document: JSON.stringify(incident),
  }));
  for (const chunk of chunksOf(rows)) {
    await transaction
      .insertInto("incidents")
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet(({ ref }) => ({ open: ref("excluded.open"), document: ref("excluded.document") })),
      )
      .execute();
  }
}

export async function openIncidents(database: Database): Promise<Incident[]> {
  const rows = await database.selectFrom("incidents").select("document").where("open", "=", 1).execute();
  return rows.map(incidentOf);
}

export async function findIncident(database: Database, id: string): Promise<Incident | undefined> {
  const row = await database.selectFrom("incidents").select("document").where("id", "=", id).executeTakeFirst();
  return row && incidentOf(row);
}

/** Newest first. */
export async function searchIncidents(database: Database, { open, sites, cursor, limit }: IncidentSearch) {
  let query = database
    .selectFrom("incidents")
    .select(["id", "startedAt", "document"])
    .$if(open !== "all", (some) => some.where("open", "=", open === "true" ? 1 : 0))
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []));
  if (cursor !== undefined) {
    const [at, id] = keysOf(cursor, ["number", "string"]) as [number, string];
    query = query.where(({ eb, or, and }) =>
      or([eb("startedAt", "<", at), and([eb("startedAt", "=", at), eb("id", "<", id)])]),
    );
  }
  const rows = await query
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const { items, next } = pageOfRows(rows, limit, (row) => [row.startedAt, row.id]);
  return { items: items.map(incidentOf), next };
}

function incidentOf({ document }: { readonly document: string }): Incident {
  return JSON.parse(document);
}
