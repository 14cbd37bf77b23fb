import { m } from "#messages";
import type { ZoneState } from "./zone-state.ts";

export function zoneWords(state: ZoneState): string {
  return {
    fire: m.equipment_zone_fire,
    fault: m.equipment_zone_fault,
    disabled: m.equipment_zone_disabled,
    unknown: m.equipment_zone_unknown,
    normal: m.equipment_zone_normal,
  }[state]();
}
