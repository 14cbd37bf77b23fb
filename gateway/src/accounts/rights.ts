import { type EquipmentKey, equipmentKey, idPattern } from "@plantroom/model/identity.ts";

/** For which equipment an account may publish and receive commands. */
export interface Rights {
  readonly equipment: ReadonlySet<EquipmentKey>;
  /** Sites all of whose equipment is granted. */
  readonly sites: ReadonlySet<string>;
  /** Every site: the account of the bridge, whose broker has checked the rights. */
  readonly everything?: true;
}

/** Reads grants of the form `site/equipment` and `site/*`; anything else grants nothing. */
export function rightsOf(grants: readonly string[]): Rights {
  const equipment = new Set<EquipmentKey>();
  const sites = new Set<string>();
  for (const grant of grants) {
    const [site, id, ...more] = grant.split("/");
    if (site === undefined || id === undefined || more.length > 0 || !idPattern.test(site)) continue;
    if (id === "*") sites.add(site);
    else if (idPattern.test(id)) equipment.add(equipmentKey(site, id));
  }
  return { equipment, sites };
}

export function mayActFor(rights: Rights, site: string, equipment: string): boolean {
  return rights.everything === true || rights.sites.has(site) || rights.equipment.has(equipmentKey(site, equipment));
}

/**
 * Whether a topic filter asks for nothing but commands to equipment of the rights. Shared subscriptions, system topics,
 * malformed levels and every wildcard wider than one granted site are refused by not being of this form.
 */
export function maySubscribe(rights: Rights, filter: string): boolean {
  const [root, site, equipment, channel, ...more] = filter.split("/");
  if (root !== "plantroom" || channel !== "commands" || more.length > 0) return false;
  if (site === undefined || equipment === undefined || !idPattern.test(site)) return false;
  if (equipment === "+") return rights.sites.has(site);
  return idPattern.test(equipment) && mayActFor(rights, site, equipment);
}

/** Whether `after` still grants everything that `before` did. */
export function stillGrants(after: Rights, before: Rights): boolean {
  for (const site of before.sites) if (!after.sites.has(site)) return false;
  for (const key of before.equipment) {
    const [site = "", id = ""] = key.split("/");
    if (!mayActFor(after, site, id)) return false;
  }
  return true;
}
