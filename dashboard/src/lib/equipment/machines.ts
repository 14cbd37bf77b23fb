import { gravity } from "@plantroom/model/alarms/priority.ts";
import type { AlarmView, EquipmentView } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { estate } from "../estate/estate.svelte.ts";
import { isHiddenAlarm } from "../estate/standing.ts";
import type { Machine } from "../faceplates/machine.ts";
import { live } from "../live/live.svelte.ts";

/** A type that the estate names and nobody declares: drawn from its values alone. */
function unknownType(id: string): DeviceType {
  return {
    id,
    label: { en: id, "zh-Hant": id, "zh-Hans": id },
    system: "other",
    faceplate: "generic",
    points: {},
  };
}

/** Everything known of an equipment now; read it within a `$derived`, so that it follows the live feed. */
export function machineOf(equipment: EquipmentView): Machine {
  const site = live.site(equipment.site);
  const heard = site.equipment(equipment.id);
  return {
    equipment,
    type: estate.type(equipment.type) ?? unknownType(equipment.type),
    readings: heard.readings,
    presence: site.loaded ? heard.presence : equipment.status,
    alarms: shownAlarms([...site.alarms.values()], equipment.id),
  };
}

/** Open alarms of one equipment that are not put aside, the gravest and newest first. */
function shownAlarms(alarms: readonly AlarmView[], equipment: string): AlarmView[] {
  return alarms
    .filter((alarm) => alarm.equipment === equipment && !isHiddenAlarm(alarm))
    .sort((a, b) => gravity(a.priority) - gravity(b.priority) || b.raisedAt.localeCompare(a.raisedAt));
}

/** Its parts; for a gateway the devices whose messages come through it. */
export function partsOf(equipment: EquipmentView): readonly EquipmentView[] {
  if (estate.type(equipment.type)?.faceplate !== "gateway") return estate.childrenOf(equipment.site, equipment.id);
  return estate.equipmentOf(equipment.site).filter((one) => one.gateway === equipment.id);
}
