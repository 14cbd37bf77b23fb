import { freshNumber, freshValue, type Machine } from "./machine.ts";

/** What a fire zone is in, the gravest of what it reports. */
export const zoneStates = ["fire", "fault", "disabled", "unknown", "normal"] as const;
export type ZoneState = (typeof zoneStates)[number];

export function zoneState(zone: Machine, now: number): ZoneState {
  const fire = freshValue(zone, "fire", now);
  if (fire === true || freshValue(zone, "manual_call_point", now) === true) return "fire";
  if (freshValue(zone, "fault", now) === true) return "fault";
  if ((freshNumber(zone, "disabled_count", now) ?? 0) > 0) return "disabled";
  return fire === undefined || zone.presence === "offline" ? "unknown" : "normal";
}
