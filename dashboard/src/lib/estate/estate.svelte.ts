import type { EquipmentView, SiteSummary } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { call } from "../api/client.ts";
import { callAll } from "../api/pages.ts";
import { nameOrder } from "../format/collation.ts";
import { locale } from "../locale.svelte.ts";

/** Sites, their equipment and the device types, as HTTP tells them; loaded once and again when they change. */
class Estate {
  #sites = $state.raw<readonly SiteSummary[]>([]);
  #types = $state.raw<ReadonlyMap<string, DeviceType>>(new Map());
  #equipment = $state.raw<ReadonlyMap<string, readonly EquipmentView[]>>(new Map());
  #loaded = $state(false);

  readonly #byId = $derived(
    new Map([...this.#equipment].map(([site, list]) => [site, new Map(list.map((one) => [one.id, one]))])),
  );

  readonly #listed = $derived(
    new Map(
      [...this.#equipment].map(([site, list]) => [
        site,
        list.filter((one) => !this.type(one.type)?.hidden).toSorted(nameOrder(locale.current)),
      ]),
    ),
  );

  get loaded(): boolean {
    return this.#loaded;
  }
  get sites(): readonly SiteSummary[] {
    return this.#sites;
  }
  get types(): ReadonlyMap<string, DeviceType> {
    return this.#types;
  }

  site(id: string): SiteSummary | undefined {
    return this.#sites.find((site) => site.id === id);
  }
  type(id: string): DeviceType | undefined {
    return this.#types.get(id);
  }
  /** Of one site by name, without what belongs to the machinery of the product. */
  equipmentOf(site: string): readonly EquipmentView[] {
    return this.#listed.get(site) ?? [];
  }
  equipment(site: string, id: string): EquipmentView | undefined {
    return this.#byId.get(site)?.get(id);
  }
  childrenOf(site: string, id: string): readonly EquipmentView[] {
    return this.equipmentOf(site).filter((one) => one.parent === id);
  }

  async load(): Promise<void> {
    const [sites, types] = await Promise.all([callAll("GET /api/sites", {}), call("GET /api/device-types")]);
    this.#sites = sites;
    this.#types = new Map(types.items.map((type) => [type.id, type as unknown as DeviceType]));
    await Promise.all(sites.map((site) => this.reloadSite(site.id)));
    this.#loaded = true;
  }

  /** After a site's equipment changed. */
  async reloadSite(site: string): Promise<void> {
    const list = await callAll("GET /api/equipment", { site });
    this.#equipment = new Map(this.#equipment).set(site, list);
  }

  forget(): void {
    this.#loaded = false;
    this.#sites = [];
    this.#equipment = new Map();
  }
}

export const estate = new Estate();
