import type { Evidence } from "@plantroom/model/alarms/alarm.ts";
import type { ShadowChangeView } from "@plantroom/model/api/types.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Selectable } from "kysely";
import type { Database } from "../database/database.ts";
import type { ShadowChangesTable } from "../database/tables/judging.ts";
import type { Handlers } from "../http/handler.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import type { Books } from "./books.ts";
import { searchShadow } from "./shadow.ts";

export interface RuleDesk {
  readonly database: Database;
  readonly estate: Estate;
  readonly books: () => Books;
}

type RulePath = "GET /api/rules/troubles" | "GET /api/rules/{id}/shadow";

export function ruleHandlers({ database, estate, books }: RuleDesk): Handlers<RulePath> {
  return {
    "GET /api/rules/troubles": async () => ({ items: troublesOf(books()) }),
    "GET /api/rules/{id}/shadow": async ({ params, query, person }) => {
      const { site, cursor, limit } = query;
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await searchShadow(database, { rule: params.id, sites, cursor, limit });
      return { items: items.map(viewOf), next };
    },
  };
}

function troublesOf({ judge }: Books) {
  const unreadable = [...judge.estate.unreadable].map(([rule, detail]) => ({
    ...{ rule, trouble: "unreadable" as const, setAside: true, failures: 0, meanMilliseconds: 0, detail },
  }));
  const troubled = [...judge.detector.health.byRule].flatMap(([rule, health]) => {
    const { failures, meanMilliseconds, setAside, last } = health;
    if (failures === 0 && setAside === undefined) return [];
    const detail = last instanceof Error ? last.message : "";
    return [
      {
        rule,
        trouble: setAside ?? ("failing" as const),
        setAside: setAside !== undefined,
        failures,
        meanMilliseconds,
        detail,
      },
    ];
  });
  return [...unreadable, ...troubled];
}

function viewOf(row: Selectable<ShadowChangesTable>): ShadowChangeView {
  const evidence: readonly Evidence[] = JSON.parse(row.evidence);
  return {
    id: String(row.id),
    ...{ site: row.site, equipment: row.equipment, rule: row.rule, at: iso(row.at) },
    ruleVersion: row.ruleVersion ?? undefined,
    change: row.change as ShadowChangeView["change"],
    priority: (row.priority ?? undefined) as ShadowChangeView["priority"],
    evidence: evidence.map((one) => ({ ...one, at: iso(one.at) })),
  };
}
