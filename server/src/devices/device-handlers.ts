import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { pageOf } from "../http/page.ts";
import type { Person } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleEquipment, visibleSite } from "../sites/visible.ts";
import type { Devices } from "./devices.ts";

type Keys = "GET /api/devices" | "POST /api/devices" | "DELETE /api/devices/{username}";

export interface DeviceOptions {
  readonly devices: Devices;
  readonly estate: Estate;
  readonly clock: Clock;
}

export function deviceHandlers({ devices, estate, clock }: DeviceOptions): Handlers<Keys> {
  const visible = async (person: Person) =>
    (await devices.all()).filter(({ grants }) => grants.every((grant) => sees(person, grant)));

  return {
    "GET /api/devices": async ({ query, person }) => pageOf(await visible(person), query),

    "POST /api/devices": async ({ body, person }) => {
      for (const [index, grant] of body.grants.entries()) checkGrant(estate, person, grant, `body.grants.${index}`);
      const createdAt = clock.now();
      const token = await devices.add(body, person.username, createdAt);
      if (token === undefined) throw new Problem("already-exists", { what: "device", id: body.username });
      return { ...body, token, createdAt: iso(createdAt), createdBy: person.username };
    },

    "DELETE /api/devices/{username}": async ({ params: { username }, person }) => {
      const known = (await visible(person)).some((device) => device.username === username);
      if (!known || !(await devices.remove(username))) throw new Problem("not-found", { what: "device", id: username });
      return undefined;
    },
  };
}

function sees({ sites }: Person, grant: string): boolean {
  return sites === undefined || sites.includes(siteOf(grant));
}

function siteOf(grant: string): string {
  return grant.slice(0, grant.indexOf("/"));
}

/** A right for something that is not there is a mistake of writing. */
function checkGrant(estate: Estate, person: Person, grant: string, path: string): void {
  const site = siteOf(grant);
  const equipment = grant.slice(site.length + 1);
  try {
    if (equipment === "*") visibleSite(estate, person, site);
    else visibleEquipment(estate, person, site, equipment);
  } catch (problem) {
    if (problem instanceof Problem)
      throw invalid(path, `there is no ${equipment === "*" ? `site ${site}` : `equipment ${grant}`}`);
    throw problem;
  }
}
