import type { Zone } from "./zone.ts";

/** Two detectors of a zone: one alone may be steam or dust. */
const confirming = 2;

/** Where the panel has the building moved, by the tower of the zones in confirmed fire; other zones concern both. */
export interface ConfirmedFire {
  readonly a: boolean;
  readonly b: boolean;
}

export function confirmedFire(zones: Readonly<Record<string, Zone>>): ConfirmedFire {
  const inFire = Object.keys(zones).filter((id) => (zones[id]?.inFire ?? 0) >= confirming);
  const concerns = (tower: "a" | "b", other: "a" | "b") =>
    inFire.some((id) => id.startsWith(`zone-${tower}-`) || !id.startsWith(`zone-${other}-`));
  return { a: concerns("a", "b"), b: concerns("b", "a") };
}
