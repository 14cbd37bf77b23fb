import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Estate } from "./estate.ts";

/** What can change at once; listeners hear of all of it together. */
export interface EstateChange {
  readonly sites?: readonly Site[];
  readonly equipment?: readonly Equipment[];
  readonly removedEquipment?: readonly Pick<Equipment, "site" | "id">[];
  readonly deviceTypes?: readonly DeviceType[];
  readonly removedDeviceTypes?: readonly string[];
}

/** The estate in maps; knows nothing of where it is kept. Lists are in order of id, made again when something changed. */
export class MemoryEstate implements Estate {
  version = 0;
  readonly #sites = new Map<string, Site>();
  readonly #equipment = new Map<string, Map<string, Equipment>>();
  readonly #deviceTypes = new Map<string, DeviceType>(builtInDeviceTypes.map((type) => [type.id, type]));
  readonly #listeners = new Set<() => void>();
  #siteList: readonly Site[] = [];
  readonly #equipmentLists = new Map<string, readonly Equipment[]>();

  sites(): readonly Site[] {
    return this.#siteList;
  }

  site(id: string): Site | undefined {
    return this.#sites.get(id);
  }

  equipmentOf(site: string): readonly Equipment[] {
    return this.#equipmentLists.get(site) ?? [];
  }

  equipment(site: string, id: string): Equipment | undefined {
    return this.#equipment.get(site)?.get(id);
  }

  deviceTypes(): readonly DeviceType[] {
    return [...this.#deviceTypes.values()];
  }

  deviceType(id: string): DeviceType | undefined {
    return this.#deviceTypes.get(id);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  apply(change: EstateChange): void {
    for (const site of change.sites ?? []) this.#sites.set(site.id, site);
    for (const one of change.equipment ?? []) {
      const ofSite = this.#equipment.get(one.site) ?? new Map<string, Equipment>();
      this.#equipment.set(one.site, ofSite.set(one.id, one));
    }
    for (const { site, id } of change.removedEquipment ?? []) this.#equipment.get(site)?.delete(id);
    for (const type of change.deviceTypes ?? []) this.#deviceTypes.set(type.id, type);
    for (const id of change.removedDeviceTypes ?? []) this.#deviceTypes.delete(id);
    this.#siteList = [...this.#sites.values()].sort(byId);
    for (const site of new Set(
      [...(change.equipment ?? []), ...(change.removedEquipment ?? [])].map((one) => one.site),
    )) {
      this.#equipmentLists.set(site, [...(this.#equipment.get(site)?.values() ?? [])].sort(byId));
    }
    this.version++;
    for (const listener of this.#listeners) listener();
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
