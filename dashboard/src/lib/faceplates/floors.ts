import type { Machine } from "./machine.ts";

/** Labels of the floors from the lowest, as the building calls them. */
export function floorsOf(attributes: Readonly<Record<string, unknown>> = {}): string[] {
  const text = attributes.floors;
  return typeof text === "string" ? text.split(/\s+/).filter((label) => label !== "") : [];
}

/** Index of the floor that a car reports: by its label, else by number from the floor numbered 0; undefined where it is neither. */
export function floorIndex(
  floors: readonly string[],
  label: string | undefined,
  number: number | undefined,
): number | undefined {
  const found = label === undefined ? -1 : floors.indexOf(label);
  if (found >= 0) return found;
  if (number === undefined || floors.length === 0) return undefined;
  const ground = Math.max(
    0,
    floors.findIndex((one) => /^(G|GF|L|0|1|1F)$/i.test(one)),
  );
  const index = ground + Math.round(number);
  return index >= 0 && index < floors.length ? index : undefined;
}

/** What the last word of a car was, however old: where it stood when it was heard last. */
export function lastFloor(machine: Machine, floors: readonly string[]): number | undefined {
  const label = machine.readings.floor_label?.value;
  const number = machine.readings.floor?.value;
  return floorIndex(
    floors,
    typeof label === "string" ? label : undefined,
    typeof number === "number" ? number : undefined,
  );
}
