import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee } from "../people/person.ts";
import { visibleSite } from "../sites/visible.ts";
import type { AlarmDesk } from "./desk.ts";
import { findIncident, searchIncidents } from "./incident-repository.ts";
import { alarmsOf } from "./repository.ts";
import { incidentView, viewOf } from "./view.ts";

type IncidentRoutes = "GET /api/incidents" | "GET /api/incidents/{id}";

export function incidentHandlers({ database, estate }: AlarmDesk): Handlers<IncidentRoutes> {
  return {
    "GET /api/incidents": async ({ query, person }) => {
      const { site, open, cursor, limit } = query;
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await searchIncidents(database, { open, sites, cursor, limit });
      return { items: items.map(incidentView), next };
    },
    "GET /api/incidents/{id}": async ({ params: { id }, person }) => {
      const incident = await findIncident(database, id);
      if (!incident || !maySee(person, incident.site)) throw new Problem("not-found", { what: "incident", id });
      const alarms = await alarmsOf(database, "incident", id);
      alarms.sort((a, b) => Number(b.id === incident.firstOut) - Number(a.id === incident.firstOut));
      return { ...incidentView(incident), alarms: alarms.map(viewOf) };
    },
  };
}
