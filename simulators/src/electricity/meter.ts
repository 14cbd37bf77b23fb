import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Random, relax, wobble } from "../random.ts";

export interface ElectricityMeter {
  /** kW. */
  readonly power: number;
  /** kWh since the meter was new; what it shows has six digits before the point. */
  readonly energy: number;
  readonly powerFactor: number;
  /** How far the load is from its usual, slow and quick. */
  readonly slow: number;
  readonly quick: number;
  /** °C. */
  readonly terminal: number;
}

/** V of each phase against neutral, and Hz, of the estate's supply. */
export interface Supply {
  readonly volts: readonly [number, number, number];
  readonly hertz: number;
}

const rollover = 1_000_000;
const phaseShares = [1.02, 0.99, 0.99] as const;

export function stepSupply(supply: Supply, dt: number, load: number, random: Random): Supply {
  const volts = supply.volts.map((volt, n) => {
    const target = 222.5 - 0.012 * load + (n - 1) * 0.4;
    return target + wobble(volt - target, dt, 45, 0.5, random);
  });
  return {
    volts: [volts[0] ?? 220, volts[1] ?? 220, volts[2] ?? 220],
    hertz: 60 + wobble(supply.hertz - 60, dt, 20, 0.018, random),
  };
}

/** How far chance takes a load from its usual: minutes long, and from one second to the next. */
export function withChance(meter: ElectricityMeter, dt: number, random: Random): ElectricityMeter {
  return {
    ...meter,
    slow: wobble(meter.slow, dt, 900, 0.035, random),
    quick: wobble(meter.quick, dt, 6, 0.006, random),
    powerFactor: 0.94 + wobble(meter.powerFactor - 0.94, dt, 300, 0.008, random),
  };
}

export function measure(
  meter: ElectricityMeter,
  dt: number,
  power: number,
  rated: number,
  outdoor: number,
): ElectricityMeter {
  const warm = 24 + 0.35 * (outdoor - 22) + 20 * (power / rated) ** 2;
  return {
    ...meter,
    power,
    energy: meter.energy + (power * dt) / 3_600,
    terminal: relax(meter.terminal, warm, dt, 1_200),
  };
}

export function electricityReadings(meter: ElectricityMeter, { volts, hertz }: Supply): Record<string, PointValue> {
  const amperes = (n: 0 | 1 | 2) => (meter.power * 1_000 * phaseShares[n]) / (3 * volts[n] * meter.powerFactor);
  return {
    energy_import: (Math.floor(meter.energy * 100) / 100) % rollover,
    power: meter.power,
    power_factor: meter.powerFactor,
    voltage_l1: volts[0],
    voltage_l2: volts[1],
    voltage_l3: volts[2],
    current_l1: amperes(0),
    current_l2: amperes(1),
    current_l3: amperes(2),
    frequency: hertz,
    terminal_temp: meter.terminal,
  };
}
