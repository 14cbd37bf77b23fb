import type { SiteClock } from "@plantroom/model/sites/site.ts";
import { Estate, type KnownEquipment, type KnownType } from "../estate/estate.ts";
import { trialSnapshot } from "./snapshot.ts";

const estate = new Estate(trialSnapshot);

/** A piece of the demo estate with its type, on a clock of choice. */
export function trialEquipment(id: string, clock: SiteClock = "wall"): { equipment: KnownEquipment; type: KnownType } {
  const equipment = estate.find(`harbour-court/${id}`) ?? estate.find(`lab/${id}`);
  if (!equipment?.type) throw new Error(`the demo estate has no ${id}`);
  return { equipment: { ...equipment, clock }, type: equipment.type };
}
