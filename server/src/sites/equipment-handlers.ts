import type { EquipmentInput, EquipmentView, LatestView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { checkTree, type Equipment } from "@plantroom/model/sites/equipment.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { pageOf } from "../http/page.ts";
import { maySee } from "../people/person.ts";
import type { Estate } from "./estate.ts";
import type { LiveState } from "./live-state.ts";
import type { Sites } from "./sites.ts";
import { visibleEquipment, visibleSite } from "./visible.ts";

type Keys =
  | "GET /api/equipment"
  | "POST /api/equipment/{site}"
  | "GET /api/equipment/{site}/{equipment}"
  | "PUT /api/equipment/{site}/{equipment}"
  | "DELETE /api/equipment/{site}/{equipment}";

export interface EquipmentOptions {
  readonly sites: Sites;
  readonly live: LiveState;
}

export function equipmentHandlers({ sites, live }: EquipmentOptions): Handlers<Keys> {
  const { estate } = sites;
  const view = (one: Equipment) => equipmentView(one, live);
  return {
    "GET /api/equipment": async ({ query, person }) => {
      const { site, type, parent } = query;
      const where =
        site === undefined
          ? estate.sites().filter(({ id }) => maySee(person, id))
          : [visibleSite(estate, person, site)];
      const all = where
        .flatMap(({ id }) => estate.equipmentOf(id))
        .filter((one) => !estate.deviceType(one.type)?.hidden)
        .filter((one) => (type === undefined || one.type === type) && (parent === undefined || one.parent === parent));
      const { items, next } = pageOf(all, query);
      return { items: items.map(view), next };
    },

    "POST /api/equipment/{site}": async ({ params, body, person }) => {
      const { id: site } = visibleSite(estate, person, params.site);
      if (estate.equipment(site, body.id))
        throw new Problem("already-exists", { what: "equipment", id: `${site}/${body.id}` });
      const one = place(estate, site, body);
      await sites.put([], [one]);
      return view(one);
    },

    "GET /api/equipment/{site}/{equipment}": async ({ params, person }) => {
      const one = visibleEquipment(estate, person, params.site, params.equipment);
      return { ...view(one), latest: latestOf(estate, live, one) };
    },

    "PUT /api/equipment/{site}/{equipment}": async ({ params, body, person }) => {
      const { site, id } = visibleEquipment(estate, person, params.site, params.equipment);
      if (body.id !== id) throw invalid("body.id", "the id of equipment is never changed");
      const one = place(estate, site, body);
      await sites.put([], [one]);
      return view(one);
    },

    "DELETE /api/equipment/{site}/{equipment}": async ({ params, person }) => {
      const { site, id } = visibleEquipment(estate, person, params.site, params.equipment);
      const users = estate
        .equipmentOf(site)
        .filter(({ parent, gateway, fedBy }) => parent === id || gateway === id || fedBy?.includes(id));
      if (users.length > 0) {
        const by = users.map((user) => user.id).join(", ");
        throw new Problem("in-use", { what: "equipment", id: `${site}/${id}`, by });
      }
      await sites.removeEquipment(site, id);
      return undefined;
    },
  };
}

function equipmentView(one: Equipment, live: Pick<LiveState, "presence">): EquipmentView {
  const { presence, heardAt } = live.presence(one.site, one.id);
  const { names, attributes, fedBy, ...rest } = one;
  return {
    ...rest,
    ...(names && { names: { ...names } }),
    ...(fedBy && { fedBy: [...fedBy] }),
    ...(attributes && { attributes: { ...attributes } }),
    status: presence,
    ...(heardAt !== undefined && { lastHeardAt: iso(heardAt) }),
  };
}

/** In the order in which the type declares its points; what the type does not know is not shown. */
function latestOf(estate: Estate, live: LiveState, one: Equipment): LatestView[] {
  const known = new Map(live.latest(one.site, one.id).map((latest) => [latest.point, latest]));
  return Object.entries(estate.deviceType(one.type)?.points ?? {}).flatMap(([point, declared]) => {
    const latest = known.get(point);
    if (!latest) return [];
    const unit = declared.kind === "number" ? declared.unit : "";
    return [{ point, unit, at: iso(latest.at), value: latest.value, quality: latest.quality }];
  });
}

/** The equipment at its place in the site; throws `request-invalid` when its type, parent or gateway does not fit. */
function place(estate: Estate, site: string, input: EquipmentInput): Equipment {
  if (!estate.deviceType(input.type)) throw invalid("body.type", `there is no device type ${input.type}`);
  const one: Equipment = { ...input, site };
  const others = estate.equipmentOf(site).filter(({ id }) => id !== one.id);
  const fault = checkTree([...others, one])[0];
  if (fault) {
    const path =
      { "unknown-gateway": "body.gateway", "unknown-feeder": "body.fedBy" }[fault.code as string] ?? "body.parent";
    const problem =
      fault.code === "cycle" ? `${input.id} would be a part of itself` : `there is no equipment ${fault.detail}`;
    throw invalid(path, problem);
  }
  return one;
}
