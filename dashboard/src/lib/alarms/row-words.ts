import type { AlarmView } from "@plantroom/model/api/types.ts";
import { estate } from "../estate/estate.svelte.ts";
import { locale, nameOf } from "../locale.svelte.ts";
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

/** Where it stands, under the name of the equipment: the site where there are several, and the space. */
export function placeWords(alarm: Pick<AlarmView, "site" | "equipment">): string {
  const space = estate.equipment(alarm.site, alarm.equipment)?.space;
  return [estate.sites.length > 1 ? siteName(alarm.site) : "", space ?? ""].filter(Boolean).join(" · ");
}

/**
 * What rows say, to search in: alarms of one rule at one equipment say the same, and thousands are asked for at every letter.
 * To be made anew when the language, the estate or the rules change: call it in a `$derived`.
 */
export function rowWordsReader(): (alarm: AlarmView) => RowWords {
  void locale.current;
  const known = new Map<string, RowWords>();
  return (alarm) => {
    const key = `${alarm.site}/${alarm.equipment}/${alarm.rule}`;
    const words = known.get(key) ?? rowWords(alarm);
    known.set(key, words);
    return words;
  };
}

function rowWords(alarm: AlarmView): RowWords {
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
  return { text: text.join(" ").toLowerCase(), system: type?.system, type: equipment?.type };
}
