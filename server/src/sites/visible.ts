import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Estate } from "./estate.ts";

/** The site; a foreign one does not exist for who may not see it. Throws `not-found`. */
export function visibleSite(estate: Estate, person: Pick<Person, "sites">, id: string): Site {
  const site = maySee(person, id) ? estate.site(id) : undefined;
  if (!site) throw new Problem("not-found", { what: "site", id });
  return site;
}

/** The equipment, under the same rule. */
export function visibleEquipment(estate: Estate, person: Pick<Person, "sites">, site: string, id: string): Equipment {
  const equipment = maySee(person, site) ? estate.equipment(site, id) : undefined;
  if (!equipment) throw new Problem("not-found", { what: "equipment", id: `${site}/${id}` });
  return equipment;
}
