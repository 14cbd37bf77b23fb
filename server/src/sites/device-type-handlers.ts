import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { deviceTypesFile } from "@plantroom/model/device-types/file.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Handlers } from "../http/handler.ts";
import type { Person } from "../people/person.ts";
import type { Sites } from "./sites.ts";
import { fault, faultsOf, fileInvalid, readYaml } from "./yaml-file.ts";

type Keys = "GET /api/device-types" | "POST /api/device-types/import" | "DELETE /api/device-types/{id}";

export interface DeviceTypeOptions {
  readonly sites: Sites;
  readonly clock: Clock;
}

const builtIn = new Set(builtInDeviceTypes.map(({ id }) => id));

export function deviceTypeHandlers({ sites, clock }: DeviceTypeOptions): Handlers<Keys> {
  const { estate } = sites;
  return {
    "GET /api/device-types": async () => ({
      items: estate.deviceTypes().map((type) => ({ ...type, label: { ...type.label }, builtIn: builtIn.has(type.id) })),
      next: null,
    }),

    "POST /api/device-types/import": async ({ body, person }) => {
      forEverySite(person);
      const file = readYaml(body);
      if (file.faults.length > 0) throw fileInvalid(file.faults);
      const read = deviceTypesFile.safeParse(file.value);
      if (!read.success) throw fileInvalid(faultsOf(file, read.error));
      const faults = read.data.flatMap(({ id }, index) => {
        if (builtIn.has(id)) return [fault(file, [index, "id"], `${id} comes with Plantroom; choose another id`)];
        const twice = read.data.findIndex((other) => other.id === id) < index;
        return twice ? [fault(file, [index, "id"], `${id} stands twice in the file`)] : [];
      });
      if (faults.length > 0) throw fileInvalid(faults);
      await sites.putDeviceTypes(read.data, person.username, clock.now());
      return { imported: read.data.length };
    },

    "DELETE /api/device-types/{id}": async ({ params: { id }, person }) => {
      forEverySite(person);
      if (!estate.deviceType(id)) throw new Problem("not-found", { what: "device type", id });
      if (builtIn.has(id)) throw new Problem("in-use", { what: "device type", id, by: "Plantroom" });
      const users = estate.sites().flatMap((site) => estate.equipmentOf(site.id).filter(({ type }) => type === id));
      if (users.length > 0) {
        const by = users.map((one) => `${one.site}/${one.id}`).join(", ");
        throw new Problem("in-use", { what: "device type", id, by });
      }
      await sites.removeDeviceType(id);
      return undefined;
    },
  };
}

/** Types are shared by all sites, so who manages some of them leaves them alone. */
function forEverySite({ sites }: Person): void {
  if (sites !== undefined) throw new Problem("not-allowed");
}
