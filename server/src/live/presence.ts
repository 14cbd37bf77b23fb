import type { Presence } from "@plantroom/model/sites/equipment.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { EquipmentState } from "../rules/equipment-state.ts";

/** What may be said of an equipment's link at a time of the wall clock. */
export function presenceOf(state: EquipmentState, now: Instant): Presence {
  if (state.online === undefined) return "unknown";
  if (!state.online || state.gatewayLost) return "offline";
  return state.freshUntil !== undefined && now > state.freshUntil ? "silent" : "online";
}
