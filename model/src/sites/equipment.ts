import type { Named } from "../text.ts";

export type AttributeValue = number | string | boolean;

/** Anything that is watched: machines, parts of machines, zones, lanes, meters, gateways. */
export interface Equipment extends Named {
  readonly site: string;
  readonly id: string;
  /** Id of its device type. */
  readonly type: string;
  /** The equipment it is a part of (pump → set); for a meter, the meter upstream of it. */
  readonly parent?: string | undefined;
  /** The field gateway that its messages come through; when that is lost, so is sight of this. */
  readonly gateway?: string | undefined;
  /** What it gets its power, water or air from: a meter, a feeder, a pump set. Their trouble explains its own. */
  readonly fedBy?: readonly string[] | undefined;
  /** Where it stands, in words: "Tower A · B1 · pump room". */
  readonly space?: string | undefined;
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
}

/**
 * `online` and `offline` by its own status or its gateway's; `unknown`: never heard. `silent`: online, but none of its
 * points has reported within twice its interval.
 */
export const presences = ["online", "offline", "silent", "unknown"] as const;
export type Presence = (typeof presences)[number];

/** What is wrong with a place in the equipment tree; each with the line of the file where one was read. */
export interface TreeFault {
  readonly equipment: string;
  readonly code: "unknown-parent" | "unknown-gateway" | "unknown-feeder" | "cycle" | "duplicate";
  readonly detail: string;
}

/** Parents, gateways and feeders exist, nothing is its own ancestor, no id stands twice. */
export function checkTree(equipment: readonly Equipment[]): TreeFault[] {
  const byId = new Map(equipment.map((one) => [one.id, one]));
  const faults: TreeFault[] = [];
  const seen = new Set<string>();
  for (const one of equipment) {
    if (seen.has(one.id)) faults.push({ equipment: one.id, code: "duplicate", detail: one.id });
    seen.add(one.id);
    if (one.parent !== undefined && !byId.has(one.parent)) {
      faults.push({ equipment: one.id, code: "unknown-parent", detail: one.parent });
    }
    if (one.gateway !== undefined && !byId.has(one.gateway)) {
      faults.push({ equipment: one.id, code: "unknown-gateway", detail: one.gateway });
    }
    for (const feeder of one.fedBy ?? []) {
      if (!byId.has(feeder)) faults.push({ equipment: one.id, code: "unknown-feeder", detail: feeder });
    }
    if (isOwnAncestor(one, byId)) faults.push({ equipment: one.id, code: "cycle", detail: one.parent ?? "" });
  }
  return faults;
}

function isOwnAncestor(one: Equipment, byId: ReadonlyMap<string, Equipment>): boolean {
  const visited = new Set<string>();
  for (let next = one.parent; next !== undefined; next = byId.get(next)?.parent) {
    if (next === one.id) return true;
    if (visited.has(next)) return false;
    visited.add(next);
  }
  return false;
}
