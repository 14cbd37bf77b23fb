import { demoFaults } from "@plantroom/model/demo/faults.ts";

const equipmentOf = new Map(demoFaults.map((fault) => [fault.id, fault.equipment]));

type Faults = Readonly<Record<string, unknown>>;

/** Equipment that reports every change while a fault is played on it, so that what it leads to is seen in time. */
export function eagerOf(faults: Faults): ReadonlySet<string> {
  return new Set(Object.keys(faults).flatMap((fault) => equipmentOf.get(fault) ?? []));
}

/** Equipment that reports nothing although its link is there. */
export function silentEquipment(faults: Faults): ReadonlySet<string> {
  return faults["meter-silent"] === undefined ? none : silenced;
}

/** Field gateways whose link is cut. */
export function cutGateways(faults: Faults): ReadonlySet<string> {
  return faults["gateway-link"] === undefined ? none : cut;
}

const none: ReadonlySet<string> = new Set();
const silenced = new Set([equipmentOf.get("meter-silent") ?? ""]);
const cut = new Set([equipmentOf.get("gateway-link") ?? ""]);
