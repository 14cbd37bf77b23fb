import type { Need } from "@plantroom/model/rules/windows/memory.ts";
import type { EquipmentState, WatchedSite } from "./equipment-state.ts";

/** Tells every equipment of a site whose part it is, which rules its samples concern, and what to remember for them. */
export function wire(site: WatchedSite): void {
  const parts = partsByParent(site);
  const needs = new Map<EquipmentState, Need[]>();
  for (const one of site.equipment.values()) {
    const { parent } = one.equipment;
    one.parent = parent === undefined ? undefined : site.equipment.get(parent);
    one.children = parts.get(one.id) ?? [];
    const beside = one.parent ? (parts.get(one.parent.id) ?? []) : [];
    one.siblings = beside.filter(({ equipment }) => equipment.type === one.equipment.type && equipment.id !== one.id);
    one.unwire();
    needs.set(one, []);
  }
  for (const one of site.equipment.values()) {
    for (const watched of one.rules) {
      const { dependence } = watched;
      if (!dependence.linkOnly) one.wire(dependence.points, watched);
      one.parent?.wire(dependence.parentPoints, watched);
      for (const child of one.children) child.wire(dependence.childPoints, watched);
      for (const sibling of one.siblings) sibling.wire(dependence.siblingPoints, watched);
      needs.get(one)?.push(...dependence.needs);
      if (one.parent) needs.get(one.parent)?.push(...dependence.parentNeeds);
    }
    one.hearing = one.rules.filter(({ dependence }) => dependence.hears);
    one.linked = one.rules.filter(({ dependence }) => dependence.clock === "wall");
  }
  for (const [one, list] of needs) one.memory.keepOnly(list);
}

function partsByParent(site: WatchedSite): ReadonlyMap<string, readonly EquipmentState[]> {
  const parts = new Map<string, EquipmentState[]>();
  for (const one of site.equipment.values()) {
    const { parent } = one.equipment;
    if (parent === undefined) continue;
    const list = parts.get(parent);
    if (list) list.push(one);
    else parts.set(parent, [one]);
  }
  return parts;
}
