import { type Priority, priorities } from "@plantroom/model/alarms/priority.ts";
import type { SiteView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { isTimeZone } from "@plantroom/model/meters/calendar.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { pageOf } from "../http/page.ts";
import { maySee } from "../people/person.ts";
import type { Sites } from "./sites.ts";
import { visibleSite } from "./visible.ts";

type Keys = "GET /api/sites" | "POST /api/sites" | "PUT /api/sites/{site}";

/** What is open at a site; the judge counts. */
export interface SiteCounts {
  readonly openAlarms: Readonly<Record<Priority, number>>;
  readonly openWorkOrders: number;
}

export interface SiteOptions {
  readonly sites: Sites;
  readonly countsOf: (site: string) => SiteCounts;
}

export function siteHandlers({ sites, countsOf }: SiteOptions): Handlers<Keys> {
  const { estate } = sites;
  return {
    "GET /api/sites": async ({ query, person }) => {
      const seen = estate
        .sites()
        .filter(({ id }) => maySee(person, id))
        .map((site) => {
          const { openAlarms, openWorkOrders } = countsOf(site.id);
          return {
            ...siteView(site),
            equipmentCount: countEquipment(site.id),
            openAlarms: { ...openAlarms },
            openWorkOrders,
          };
        });
      return pageOf(seen.sort(worstFirst), query);
    },

    "POST /api/sites": async ({ body, person }) => {
      if (person.sites !== undefined) throw new Problem("not-allowed");
      if (estate.site(body.id)) throw new Problem("already-exists", { what: "site", id: body.id });
      checkSite(body);
      await sites.put([body], []);
      return body;
    },

    "PUT /api/sites/{site}": async ({ params, body, person }) => {
      visibleSite(estate, person, params.site);
      if (body.id !== params.site) throw invalid("body.id", "the id of a site is never changed");
      checkSite(body);
      await sites.put([body], []);
      return body;
    },
  };

  function countEquipment(site: string): number {
    return estate.equipmentOf(site).filter(({ type }) => !estate.deviceType(type)?.hidden).length;
  }
}

/** What no schema can know. Throws `request-invalid`. */
function checkSite(site: Site): void {
  if (!isTimeZone(site.timeZone)) throw invalid("body.timeZone", `${site.timeZone} is not an IANA time zone`);
  if (!isCurrency(site.currency)) throw invalid("body.currency", `${site.currency} is not an ISO 4217 code`);
}

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

function siteView(site: Site): SiteView {
  const { names, tariffs, ...rest } = site;
  return { ...rest, ...(names && { names: { ...names } }), ...(tariffs && { tariffs: { ...tariffs } }) };
}

type Counted = SiteCounts & { readonly id: string };

/** By the gravest open alarm, then by how many of it, then by name. */
function worstFirst(a: Counted, b: Counted): number {
  for (const priority of priorities) {
    const difference = b.openAlarms[priority] - a.openAlarms[priority];
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : 1;
}
