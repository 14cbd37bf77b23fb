import type { DeadLetterView } from "@plantroom/model/api/types.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Selectable } from "kysely";
import type { DeadLettersTable } from "../database/tables/energy.ts";
import type { Handlers } from "../http/handler.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import type { DeadLetters } from "./dead-letters.ts";

/** ECMA-262: the last moment that a Date knows, either way from 1970. */
const furthest = 8.64e15;

export function deadLetterHandlers(letters: DeadLetters, estate: Estate): Handlers<"GET /api/dead-letters"> {
  return {
    "GET /api/dead-letters": async ({ query: { site, cursor, limit }, person }) => {
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await letters.list({ sites, cursor, limit });
      return { items: items.map(viewOf), next };
    },
  };
}

function viewOf(row: Selectable<DeadLettersTable>): DeadLetterView {
  const { id, site, equipment, point, at, value, reason, setAsideAt } = row;
  return {
    ...{ id: String(id), setAsideAt: iso(setAsideAt), site, equipment, point, value, reason },
    ...(at !== null && Math.abs(at) <= furthest && { at: iso(at) }),
  };
}
