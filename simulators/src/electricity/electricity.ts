import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { type Playing, pull } from "../faults/course.ts";
import { Random, relax, seedOf } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import { type Charging, stepCharging } from "./charging.ts";
import { loads, type Machines } from "./loads.ts";
import { type ElectricityMeter, measure, type Supply, stepSupply, withChance } from "./meter.ts";

export interface Electricity {
  readonly meters: Readonly<Record<string, ElectricityMeter>>;
  readonly supply: Supply;
  readonly charging: Charging;
}

interface Branch {
  readonly id: string;
  readonly rated: number;
  readonly children: readonly string[];
}

const equipment = demoEquipment.filter((one) => one.type === "electricity-meter" && one.gateway !== undefined);

/** Every meter after the meters that it feeds, so that one pass sums the tree up. */
const tree: readonly Branch[] = equipment
  .map((one) => ({
    id: one.id,
    rated: Number(one.attributes?.rated_power),
    children: equipment.filter((other) => other.parent === one.id).map((other) => other.id),
  }))
  .toSorted((a, b) => heightOf(a.id) - heightOf(b.id));

// What a feeder serves besides its sub-meters: losses in cables, and small consumers without a meter of their own.
const lossShare = 0.007;
const unmetered: Readonly<Record<string, number>> = { "em-main": 2.1, "em-plant": 0.5, "em-carpark": 1.3 };
const unmeteredOther = 0.9;
/** kWh on the register when the history begins; the plant rooms' rolls over about half-way. */
const startOf: Readonly<Record<string, number>> = { "em-plant": 989_600 };

function heightOf(id: string): number {
  const children = equipment.filter((other) => other.parent === id);
  return children.length === 0 ? 0 : 1 + Math.max(...children.map((child) => heightOf(child.id)));
}

export function initialElectricity(seed: number): Electricity {
  const meters = Object.fromEntries(
    tree.map(({ id }): [string, ElectricityMeter] => {
      const random = new Random(seedOf(id, seed));
      const energy = startOf[id] ?? random.between(100_000, 700_000);
      const chance = { slow: 0.03 * random.gaussian(), quick: 0 };
      return [id, { power: 1, energy, powerFactor: 0.94, ...chance, terminal: 28 }];
    }),
  );
  return { meters, supply: { volts: [220, 220, 220], hertz: 60 }, charging: [] };
}

export interface ElectricitySurroundings {
  readonly moment: Moment;
  readonly machines: Machines;
  readonly playing: Playing;
}

export function stepElectricity(
  before: Electricity,
  dt: number,
  { moment, machines, playing }: ElectricitySurroundings,
  random: Random,
): Electricity {
  const meters: Record<string, ElectricityMeter> = {};
  for (const { id, rated, children } of tree) {
    const meter = before.meters[id];
    if (meter === undefined) continue;
    const chanced = withChance(meter, dt, random);
    const power =
      children.length === 0 ? leafPower(id, chanced, dt, rated, moment, machines, playing) : fed(id, children, meters);
    meters[id] = measure(chanced, dt, power, rated, moment.outdoor);
  }
  return {
    meters,
    supply: stepSupply(before.supply, dt, meters["em-main"]?.power ?? 0, random),
    charging: stepCharging(before.charging, dt, moment, random),
  };
}

function fed(id: string, children: readonly string[], meters: Readonly<Record<string, ElectricityMeter>>): number {
  const sum = children.reduce((total, child) => total + (meters[child]?.power ?? 0), 0);
  return sum * (1 + lossShare) + (unmetered[id] ?? unmeteredOther);
}

/** Rated power of the feeder at which MTR-E09 finds it overloaded, as a share. */
const overload = 1;

function leafPower(
  id: string,
  meter: ElectricityMeter,
  dt: number,
  rated: number,
  moment: Moment,
  machines: Machines,
  playing: Playing,
): number {
  const usual = Math.max(0, (loads[id]?.(moment, machines) ?? 0) * (1 + meter.slow + meter.quick));
  if (id !== "em-ev") return usual;
  const elapsed = playing["meter-overload"];
  if (elapsed === undefined) return relax(meter.power, usual, dt, 4);
  const limit = rated * overload + 0.05;
  return pull(meter.power, { fault: "meter-overload", elapsed, dt, limit, beyond: 0.25, end: rated * 1.07 });
}
