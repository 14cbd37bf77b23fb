import type { Equipment } from "./equipment.ts";

/** One equipment upstream of another, and what it is to it: see `Reach`. */
export interface Upstream {
  readonly equipment: string;
  readonly reach: "behind" | "fed" | "parts";
}

/**
 * Everything that an equipment depends on: what it is a part of, the gateways it is seen through, and what feeds it, each further
 * and further up. Nearest first; one that is upstream in two ways stands twice. A ring ends where it closes.
 */
export function upstreamOf(one: Equipment, find: (id: string) => Equipment | undefined): Upstream[] {
  const found = new Map<string, Upstream>();
  const queue: (readonly [Equipment, Upstream["reach"]])[] = [];
  const add = (id: string | undefined, reach: Upstream["reach"]) => {
    if (id === undefined || id === one.id || found.has(`${reach} ${id}`)) return;
    found.set(`${reach} ${id}`, { equipment: id, reach });
    const next = find(id);
    if (next) queue.push([next, reach]);
  };
  const look = (from: Equipment, reach: Upstream["reach"] | undefined) => {
    // What feeds a whole feeds its parts; a feeder's own upstream (a meter's meter) feeds what it feeds.
    if (reach !== "behind") {
      add(from.parent, reach === "fed" ? "fed" : "parts");
      for (const feeder of from.fedBy ?? []) add(feeder, "fed");
    }
    if (reach !== "fed") add(from.gateway, "behind");
  };
  look(one, undefined);
  for (let next = queue.shift(); next; next = queue.shift()) look(...next);
  return [...found.values()];
}

/** What feeds an equipment directly, by itself or as a part of something. */
export function feedersOf(one: Equipment, find: (id: string) => Equipment | undefined): string[] {
  return [...new Set(ancestryOf(one, find).flatMap((id) => (id === one.id ? one : find(id))?.fedBy ?? []))];
}

/** The equipment itself and everything that it is a part of, nearest first. */
export function ancestryOf(one: Equipment, find: (id: string) => Equipment | undefined): string[] {
  const ids = [one.id];
  for (let next = one.parent; next !== undefined && !ids.includes(next); next = find(next)?.parent) ids.push(next);
  return ids;
}
