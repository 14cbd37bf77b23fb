import type { RefusedView } from "@plantroom/model/api/types.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Selectable } from "kysely";
import type { Database } from "../database/database.ts";
import type { RefusedTable } from "../database/tables/pipeline.ts";
import type { Handlers } from "../http/handler.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import { refusedCounts, searchRefused } from "./repository.ts";

export function refusedHandlers(database: Database, estate: Estate): Handlers<"GET /api/refused"> {
  return {
    "GET /api/refused": async ({ query, person }) => {
      const { site, code, cursor, limit } = query;
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await searchRefused(database, { sites, code, cursor, limit });
      return { items: items.map(viewOf), next, counts: await refusedCounts(database) };
    },
  };
}

function viewOf(row: Selectable<RefusedTable>): RefusedView {
  return {
    id: String(row.id),
    receivedAt: iso(row.receivedAt),
    account: row.account,
    topic: row.topic,
    site: row.site ?? undefined,
    equipment: row.equipment ?? undefined,
    code: row.code as RefusedView["code"],
    detail: JSON.parse(row.detail),
    payload: row.payload,
  };
}
