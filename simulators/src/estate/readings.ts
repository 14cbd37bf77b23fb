import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import type { Point, PointValue } from "@plantroom/model/points/point.ts";
import { boosterPumps, boosterReadings } from "../booster/booster.ts";
import { capacity, carParkReadings, laneIds } from "../car-park/car-park.ts";
import { laneReadings } from "../car-park/lane.ts";
import { electricityReadings } from "../electricity/meter.ts";
import { panelReadings } from "../fire-panel/panel.ts";
import { zoneReadings } from "../fire-panel/zone.ts";
import { firePumpIds, firePumpReadings } from "../fire-pumps/fire-pumps.ts";
import { gatewayReadings } from "../gateways/gateway.ts";
import { leakReadings } from "../leaks/leak.ts";
import { liftReadings } from "../lifts/lift.ts";
import { type Motor, motorReadings } from "../pumps/motor.ts";
import { sumpPumps, sumpReadings } from "../sump/sump.ts";
import { momentAt } from "../town/moment.ts";
import { gasReadings, waterReadings } from "../water/meters.ts";
import type { EstateState } from "./state.ts";

/** Values by equipment and point. */
export type Readings = Readonly<Record<string, Readonly<Record<string, PointValue>>>>;

const floors = new Map(
  demoEquipment
    .filter((one) => one.type === "elevator")
    .map((one) => [one.id, String(one.attributes?.floors).split(" ")]),
);
const behind = new Map<string, number>();
for (const { gateway } of demoEquipment) if (gateway) behind.set(gateway, (behind.get(gateway) ?? 0) + 1);

/** Every point of every equipment, as the instruments would show it: rounded to one digit more than screens do. */
export function readingsOf(state: EstateState): Readings {
  const all: Record<string, Record<string, PointValue>> = {};
  const put = (id: string, values: Record<string, PointValue>) => {
    all[id] = rounded(id, values);
  };
  for (const [id, lift] of Object.entries(state.lifts)) put(id, liftReadings(lift, floors.get(id) ?? []));
  put("booster", boosterReadings(state.booster));
  put("sump", sumpReadings(state.sump));
  put("fire-pumps", firePumpReadings(state.firePumps));
  putPumps(put, boosterPumps, state.booster.pumps);
  putPumps(put, sumpPumps, state.sump.pumps);
  putPumps(put, firePumpIds, state.firePumps.pumps);
  for (const [id, depth] of Object.entries(state.leaks)) put(id, leakReadings(depth));
  put("fire-panel", panelReadings(state.panel, Object.values(state.zones)));
  for (const [id, zone] of Object.entries(state.zones)) put(id, zoneReadings(zone));
  const { meters, supply } = state.electricity;
  for (const [id, meter] of Object.entries(meters)) put(id, electricityReadings(meter, supply));
  for (const [id, meter] of Object.entries(state.volumes)) {
    put(
      id,
      id.startsWith("gm-") ? gasReadings(meter, momentAt(state.at)) : waterReadings(meter, state.booster.pressure),
    );
  }
  put("car-park", carParkReadings(state.carPark));
  for (const id of laneIds) put(id, laneReadings(state.carPark.lanes[id], capacity - state.carPark.occupancy));
  for (const [id, gateway] of Object.entries(state.gateways)) put(id, gatewayReadings(gateway, behind.get(id) ?? 0));
  return all;
}

function putPumps(
  put: (id: string, values: Record<string, PointValue>) => void,
  ids: readonly string[],
  pumps: readonly Motor[],
) {
  ids.forEach((id, n) => {
    const pump = pumps[n];
    if (pump) put(id, motorReadings(pump));
  });
}

const typeOf = new Map(demoEquipment.map((one) => [one.id, one.type]));
const pointsOfType = new Map(builtInDeviceTypes.map((type) => [type.id, type.points]));

/** The declaration of each point of an equipment. */
export function pointsOf(id: string): Readonly<Record<string, Point>> {
  return pointsOfType.get(typeOf.get(id) ?? "") ?? {};
}

function rounded(id: string, values: Record<string, PointValue>): Record<string, PointValue> {
  const points = pointsOf(id);
  for (const key in values) {
    const value = values[key];
    const point = points[key];
    if (typeof value !== "number" || point?.kind !== "number") continue;
    const factor = 10 ** (point.register ? point.decimals : point.decimals + 1);
    values[key] = Math.round(value * factor) / factor;
  }
  return values;
}
