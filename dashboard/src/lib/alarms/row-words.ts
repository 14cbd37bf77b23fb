import type { AlarmView } from "@plantroom/model/api/types.ts";
import { estate } from "../estate/estate.svelte.ts";
import { nameOf } from "../locale.svelte.ts";
import type { RowWords } from "./filter.ts";
import { rules } from "./rules.svelte.ts";

/** The equipment's name in the language of the screen; its id where it is not known any more. */
export function equipmentName(alarm: Pick<AlarmView, "site" | "equipment">): string {
  const equipment = estate.equipment(alarm.site, alarm.equipment);
  return equipment ? nameOf(equipment) : alarm.equipment;
}

export function siteName(id: string): string {
  const site = estate.site(id);
  return site ? nameOf(site) : id;
}

export function rowWords(alarm: AlarmView): RowWords {
  const equipment = estate.equipment(alarm.site, alarm.equipment);
  const type = equipment && estate.type(equipment.type);
  const text = [
    alarm.rule,
    rules.nameOf(alarm.rule),
    equipmentName(alarm),
    alarm.equipment,
    equipment?.space ?? "",
    siteName(alarm.site),
  ];
  return { text: text.join(" "), system: type?.system };
}
