import { type System, systems } from "@plantroom/model/device-types/device-type.ts";
import type { Machine } from "../faceplates/machine.ts";
import { nameOrder } from "../format/collation.ts";
import { locale } from "../locale.svelte.ts";

const order = Object.keys(systems) as System[];

/** By system as a control room asks for them, then by name: 2 before 10. */
export function bySystemAndName(a: Machine, b: Machine): number {
  return order.indexOf(a.type.system) - order.indexOf(b.type.system) || byName(a, b);
}

export function byName(a: Machine, b: Machine): number {
  return nameOrder(locale.current)(a.equipment, b.equipment);
}
