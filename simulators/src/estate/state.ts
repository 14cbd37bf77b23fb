import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { type Booster, initialBooster } from "../booster/booster.ts";
import { type CarPark, initialCarPark } from "../car-park/car-park.ts";
import { type Electricity, initialElectricity } from "../electricity/electricity.ts";
import { initialPanel, type Panel } from "../fire-panel/panel.ts";
import { initialZone, type Zone } from "../fire-panel/zone.ts";
import { type FirePumps, initialFirePumps } from "../fire-pumps/fire-pumps.ts";
import { type Gateway, initialGateway } from "../gateways/gateway.ts";
import type { LeakSensor } from "../leaks/leak.ts";
import { initialLift, type Lift } from "../lifts/lift.ts";
import { seedOf } from "../random.ts";
import { initialSump, type Sump } from "../sump/sump.ts";
import { initialDemand, type WaterDemand } from "../water/demand.ts";
import { initialVolumes, type VolumeMeters } from "../water/meters.ts";

/** Everything that the estate's future depends on besides time: plain data, so that it can be kept in a file. */
export interface EstateState {
  readonly at: Instant;
  /** Where the randomness of each unit goes on. */
  readonly seeds: Readonly<Record<string, number>>;
  /** The faults that are played, and since when. */
  readonly faults: Readonly<Record<string, Instant>>;
  readonly demand: WaterDemand;
  readonly booster: Booster;
  readonly sump: Sump;
  readonly firePumps: FirePumps;
  readonly panel: Panel;
  readonly zones: Readonly<Record<string, Zone>>;
  readonly lifts: Readonly<Record<string, Lift>>;
  readonly carPark: CarPark;
  readonly electricity: Electricity;
  readonly volumes: VolumeMeters;
  readonly leaks: Readonly<Record<string, LeakSensor>>;
  readonly gateways: Readonly<Record<string, Gateway>>;
}

/** The estate's equipment behind field gateways, and the gateways themselves. */
export const fieldEquipment = demoEquipment.filter((one) => one.gateway !== undefined || one.type === "gateway");

export function idsOf(type: string): string[] {
  return fieldEquipment.filter((one) => one.type === type).map((one) => one.id);
}

const commanded = new Set<string>(builtInDeviceTypes.filter(({ commands }) => commands).map(({ id }) => id));

/** The equipment behind a gateway whose type can be given commands. */
export function commandedBehind(gateway: string): string[] {
  return fieldEquipment.filter((one) => one.gateway === gateway && commanded.has(one.type)).map((one) => one.id);
}

/** What draws from a stream of randomness of its own. */
const units = [
  "demand",
  "booster",
  "sump",
  "fire-pumps",
  "fire-panel",
  "car-park",
  "electricity",
  ...idsOf("fire-zone"),
  ...idsOf("elevator"),
  ...idsOf("gateway"),
] as const;

/** The estate as it stands at a moment without a past. */
export function initialEstate(seed: number, at: Instant): EstateState {
  const each = <T>(type: string, make: (id: string) => T) =>
    Object.fromEntries(idsOf(type).map((id): [string, T] => [id, make(id)]));
  return {
    at,
    seeds: Object.fromEntries(units.map((unit): [string, number] => [unit, seedOf(unit, seed + 1)])),
    faults: {},
    demand: initialDemand(seed),
    booster: initialBooster(seed),
    sump: initialSump(seed),
    firePumps: initialFirePumps(seed),
    panel: initialPanel,
    zones: each("fire-zone", (id) => initialZone(id, detectorsOf(id), seed)),
    lifts: each("elevator", (id) => initialLift(id, seed)),
    carPark: initialCarPark(seed),
    electricity: initialElectricity(seed),
    volumes: initialVolumes(seed),
    leaks: each("leak-sensor", () => 0),
    gateways: each("gateway", () => initialGateway),
  };
}

function detectorsOf(zone: string): number {
  return Number(fieldEquipment.find((one) => one.id === zone)?.attributes?.detectors);
}
