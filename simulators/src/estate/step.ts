import { demoFaults } from "@plantroom/model/demo/faults.ts";
import { stepBooster } from "../booster/step.ts";
import type { CarPark } from "../car-park/car-park.ts";
import { stepCarPark } from "../car-park/step.ts";
import { vehiclesPerHour } from "../car-park/traffic.ts";
import { chargingPower } from "../electricity/charging.ts";
import { stepElectricity } from "../electricity/electricity.ts";
import type { Playing } from "../faults/course.ts";
import { confirmedFire } from "../fire-panel/confirmed.ts";
import { stepPanel } from "../fire-panel/panel.ts";
import { stepZone, type ZoneFaults } from "../fire-panel/zone.ts";
import { stepFirePumps } from "../fire-pumps/fire-pumps.ts";
import { stepGateway } from "../gateways/gateway.ts";
import { stepLeak } from "../leaks/leak.ts";
import type { Lift } from "../lifts/lift.ts";
import { stepLift } from "../lifts/step.ts";
import type { Motor } from "../pumps/motor.ts";
import { Random } from "../random.ts";
import { stepSump } from "../sump/step.ts";
import { type Moment, momentAt } from "../town/moment.ts";
import { stepDemand } from "../water/demand.ts";
import { stepVolumes } from "../water/meters.ts";
import { type EstateState, fieldEquipment } from "./state.ts";

const liftFaults = faultsOf("elevator");
const leakFaults = faultsOf("leak-sensor");
const landings = Object.fromEntries(
  fieldEquipment
    .filter((one) => one.type === "elevator")
    .map((one): [string, number] => [one.id, String(one.attributes?.floors).split(" ").length]),
);
const zoneFaults: Readonly<Record<string, ZoneFaults>> = {
  [equipmentOf("smoke-floor-7")]: { smoke: "smoke-floor-7" },
  [equipmentOf("detector-fault")]: { failure: "detector-fault" },
};

/**
 * The whole estate `dt` seconds on: what people draw, then the machines that serve them, then the meters that count it.
 * Steps up to two seconds move doors and booms; longer ones, up to a minute, go by averages.
 */
export function stepEstate(before: EstateState, dt: number): EstateState {
  const at = before.at + dt * 1_000;
  const moment = momentAt(at);
  const playing = playingAt(before, at);
  const seeds: Record<string, number> = {};
  const by = (unit: string): Random => {
    const random = new Random(before.seeds[unit] ?? 0);
    streams.push([unit, random]);
    return random;
  };
  const streams: [string, Random][] = [];

  const demand = stepDemand(before.demand, dt, moment, by("demand"));
  const booster = stepBooster(before.booster, dt, { moment, demand, playing }, by("booster"));
  const sump = stepSump(before.sump, dt, { moment, demand, playing }, by("sump"));
  const firePumps = stepFirePumps(before.firePumps, dt, { moment, playing }, by("fire-pumps"));
  const zones = mapped(before.zones, (zone, id) => stepZone(zone, dt, zoneFaults[id] ?? {}, playing, by(id)));
  const panel = stepPanel(before.panel, dt, Object.values(zones), by("fire-panel"));
  const fire = confirmedFire(zones);
  const lifts = mapped(before.lifts, (lift, id) => {
    const recalled = id.startsWith("lift-a") ? fire.a : fire.b;
    const around = { moment, landings: landings[id] ?? 2, fault: played(liftFaults[id], playing), recalled };
    return stepLift(lift, dt, around, by(id));
  });
  const carPark = stepCarPark(before.carPark, dt, { moment, playing, fire: fire.a || fire.b }, by("car-park"));
  const machines = {
    liftsA: powerOf(Object.entries(lifts), "lift-a"),
    liftsB: powerOf(Object.entries(lifts), "lift-b"),
    booster: powerOfPumps(booster.pumps),
    sump: powerOfPumps(sump.pumps),
    firePumps: powerOfPumps(firePumps.pumps),
    chargers: chargingPower(before.electricity.charging),
    vehicles: vehiclesIn(carPark, moment),
  };
  const electricity = stepElectricity(before.electricity, dt, { moment, machines, playing }, by("electricity"));
  const volumes = stepVolumes(before.volumes, dt, demand, booster.lost, moment);
  const leaks = mapped(before.leaks, (depth, id) => stepLeak(depth, dt, leakFaults[id], playing));
  const gateways = mapped(before.gateways, (gateway, id) => stepGateway(gateway, dt, by(id)));
  for (const [unit, random] of streams) seeds[unit] = random.seed;
  return {
    at,
    seeds,
    faults: before.faults,
    demand,
    booster,
    sump,
    firePumps,
    panel,
    zones,
    lifts,
    carPark,
    electricity,
    volumes,
    leaks,
    gateways,
  };
}

/** Starts or mends a fault at the state's own time; what is so already stays as it is. */
export function withFault(state: EstateState, fault: string, active: boolean): EstateState {
  if (active === (state.faults[fault] !== undefined)) return state;
  const others = Object.fromEntries(Object.entries(state.faults).filter(([id]) => id !== fault));
  return { ...state, faults: active ? { ...others, [fault]: state.at } : others };
}

function playingAt(state: EstateState, at: number): Playing {
  return mapped(state.faults, (since) => (at - since) / 1_000);
}

function played(fault: string | undefined, playing: Playing): { id: string; elapsed: number } | undefined {
  const elapsed = fault === undefined ? undefined : playing[fault];
  return fault === undefined || elapsed === undefined ? undefined : { id: fault, elapsed };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A, id: string) => B): Record<string, B> {
  const result: Record<string, B> = {};
  for (const id in record) result[id] = change(record[id] as A, id);
  return result;
}

function faultsOf(type: string): Record<string, string> {
  const ids = new Set(fieldEquipment.filter((one) => one.type === type).map((one) => one.id));
  return Object.fromEntries(
    demoFaults.filter((fault) => ids.has(fault.equipment)).map((one) => [one.equipment, one.id]),
  );
}

function equipmentOf(fault: string): string {
  return demoFaults.find((one) => one.id === fault)?.equipment ?? "";
}

function powerOf(lifts: readonly (readonly [string, Lift])[], prefix: string): number {
  return lifts.reduce((sum, [id, lift]) => sum + (id.startsWith(prefix) ? lift.power : 0), 0);
}

function powerOfPumps(pumps: readonly Motor[]): number {
  return pumps.reduce((sum, pump) => sum + pump.power, 0);
}

function vehiclesIn({ occupancy }: CarPark, moment: Moment): number {
  return vehiclesPerHour("entry", occupancy, moment) + vehiclesPerHour("exit", occupancy, moment);
}
