import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";

/** The estate as it stands in memory, for everything that looks things up per sample. Written by the sites' repository only. */
export interface Estate {
  /** Grows with every change. */
  readonly version: number;
  sites(): readonly Site[];
  site(id: string): Site | undefined;
  equipmentOf(site: string): readonly Equipment[];
  equipment(site: string, id: string): Equipment | undefined;
  deviceTypes(): readonly DeviceType[];
  deviceType(id: string): DeviceType | undefined;
  /** Called after each change; answers the function that ends it. */
  onChange(listener: () => void): () => void;
}
