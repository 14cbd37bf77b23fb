import { isTimeZone } from "@plantroom/model/meters/calendar.ts";
import { checkTree, type Equipment } from "@plantroom/model/sites/equipment.ts";
import { siteFile } from "@plantroom/model/sites/file.ts";
import { stringify } from "yaml";
import type { Handlers } from "../http/handler.ts";
import { maySee } from "../people/person.ts";
import type { Estate } from "./estate.ts";
import { isCurrency } from "./site-handlers.ts";
import type { Sites } from "./sites.ts";
import { visibleSite } from "./visible.ts";
import { type FileFault, fault, faultsOf, fileInvalid, readYaml, type YamlFile } from "./yaml-file.ts";

type Keys = "POST /api/sites/import" | "GET /api/sites/{site}/export";

export function siteFileHandlers({ sites }: { readonly sites: Sites }): Handlers<Keys> {
  const { estate } = sites;
  return {
    /** Adds what is new and replaces what is there; what the file leaves out stays. */
    "POST /api/sites/import": async ({ body, person }) => {
      const file = readYaml(body);
      if (file.faults.length > 0) throw fileInvalid(file.faults);
      const read = siteFile.safeParse(file.value);
      if (!read.success) throw fileInvalid(faultsOf(file, read.error));
      const { site, equipment: list } = read.data;
      const equipment = list.map((one): Equipment => ({ ...one, site: site.id }));
      const faults = [
        ...(maySee(person, site.id) ? [] : [fault(file, ["site", "id"], `there is no site ${site.id}`)]),
        ...(isTimeZone(site.timeZone)
          ? []
          : [fault(file, ["site", "timeZone"], `${site.timeZone} is not an IANA time zone`)]),
        ...(isCurrency(site.currency)
          ? []
          : [fault(file, ["site", "currency"], `${site.currency} is not an ISO 4217 code`)]),
        ...equipmentFaults(file, equipment, estate),
      ];
      if (faults.length > 0) throw fileInvalid(faults);
      await sites.put([site], equipment);
      return { imported: equipment.length };
    },

    "GET /api/sites/{site}/export": async ({ params, person }) => {
      const site = visibleSite(estate, person, params.site);
      const equipment = estate.equipmentOf(site.id).map(({ site: _, ...one }) => one);
      return stringify({ site, equipment }, { lineWidth: 0, aliasDuplicateObjects: false });
    },
  };
}

const words = {
  "unknown-parent": (id: string) => `there is no equipment ${id} to be a part of`,
  "unknown-gateway": (id: string) => `there is no gateway ${id}`,
  "unknown-feeder": (id: string) => `there is no equipment ${id} to be fed by`,
  cycle: (id: string) => `is a part of itself, by ${id}`,
  duplicate: (id: string) => `${id} stands twice in the file`,
} as const;

const keys = {
  "unknown-parent": "parent",
  "unknown-gateway": "gateway",
  "unknown-feeder": "fedBy",
  cycle: "parent",
  duplicate: "id",
} as const;

function equipmentFaults(file: YamlFile, equipment: readonly Equipment[], estate: Estate): FileFault[] {
  const site = equipment[0]?.site ?? "";
  const inFile = new Set(equipment.map(({ id }) => id));
  const staying = estate.equipmentOf(site).filter(({ id }) => !inFile.has(id));
  const types = equipment.flatMap(({ type }, index) =>
    estate.deviceType(type) ? [] : [fault(file, ["equipment", index, "type"], `there is no device type ${type}`)],
  );
  const tree = checkTree([...staying, ...equipment]).map(({ equipment: id, code, detail }) => {
    const find = code === "duplicate" ? "findLastIndex" : "findIndex";
    const index = equipment[find]((one) => one.id === id);
    return fault(file, ["equipment", index, keys[code]], words[code](detail));
  });
  return [...types, ...tree];
}
