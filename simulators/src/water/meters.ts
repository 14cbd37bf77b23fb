import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { Random, seedOf } from "../random.ts";
import { byHour, type Moment } from "../town/moment.ts";
import type { WaterDemand } from "./demand.ts";

/** A meter of water or gas: m³/h now and m³ since it was new. */
export interface VolumeMeter {
  readonly flow: number;
  readonly volume: number;
}

export type VolumeMeters = Readonly<Record<string, VolumeMeter>>;

const rollover = 1_000_000;
// Joints, flushing and the pumps' own glands: what the main meter counts and nobody else.
const leakShare = 0.011;
const leak = 0.04;
const gasMeter = "gm-main";

const waterMeters: readonly string[] = demoEquipment
  .filter((one) => one.type === "water-meter" && one.gateway !== undefined)
  .map((one) => one.id);

// Natural gas for cooking and hot water, m³/h of the whole estate.
const gasByHour = byHour([
  1.2, 0.8, 0.6, 0.6, 0.8, 2.2, 6, 7.5, 5, 3.4, 3.8, 7.8, 7, 3.2, 2.6, 3, 6.2, 12, 14.5, 12.5, 11, 9, 6, 2.6,
]);

export function initialVolumes(seed: number): VolumeMeters {
  return Object.fromEntries(
    [...waterMeters, gasMeter].map((id): [string, VolumeMeter] => {
      const volume = new Random(seedOf(id, seed)).between(20_000, 300_000);
      return [id, { flow: 0, volume }];
    }),
  );
}

/** `lost` m³/h leave by a burst pipe behind the main meter. */
export function stepVolumes(
  meters: VolumeMeters,
  dt: number,
  demand: WaterDemand,
  lost: number,
  moment: Moment,
): VolumeMeters {
  const { towerA, towerB, landscape } = demand;
  const flows: Readonly<Record<string, number>> = {
    "wm-main": (towerA + towerB + landscape) * (1 + leakShare) + leak + lost,
    "wm-tower-a": towerA,
    "wm-tower-b": towerB,
    "wm-landscape": landscape,
    [gasMeter]: gasByHour(moment.hour) * (1 + 0.035 * Math.max(0, 24 - moment.outdoor)) * (1 + demand.swings[0]),
  };
  return Object.fromEntries(
    Object.entries(meters).map(([id, meter]): [string, VolumeMeter] => {
      const flow = flows[id] ?? 0;
      return [id, { flow, volume: meter.volume + (flow * dt) / 3_600 }];
    }),
  );
}

export function waterReadings(meter: VolumeMeter, pressure: number): Record<string, PointValue> {
  return { volume: shown(meter.volume, 1_000), flow: meter.flow, pressure, battery_ok: true };
}

export function gasReadings(meter: VolumeMeter, { outdoor }: Moment): Record<string, PointValue> {
  return {
    volume: shown(meter.volume, 100),
    flow: meter.flow,
    pressure: 0.0021 - 0.000_01 * meter.flow,
    temperature: 18 + 0.3 * (outdoor - 18),
    battery_ok: true,
  };
}

function shown(volume: number, perUnit: number): number {
  return (Math.floor(volume * perUnit) / perUnit) % rollover;
}
