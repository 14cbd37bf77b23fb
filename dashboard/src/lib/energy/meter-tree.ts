import type { EnergyMeter } from "@plantroom/model/api/types.ts";
import { addUp, consumptionDecimals } from "@plantroom/model/energy/rounding.ts";

/** One meter as a line of the tree. */
export interface MeterLine {
  readonly meter: EnergyMeter;
  /** 0 for a main meter. */
  readonly depth: number;
  /** What the meters directly behind it counted; null where there are none. */
  readonly behind: number | null;
  /** Of its main meter's consumption, 0–1 and more; null where either is unknown. */
  readonly share: number | null;
}

/** Main meters with what lies behind each, in the order of the list; a meter in a circle of parents stands as a main meter. */
export function meterLines(meters: readonly EnergyMeter[]): MeterLine[] {
  const ids = new Set(meters.map((meter) => meter.equipment));
  const children = Map.groupBy(meters, (meter) =>
    meter.parent !== undefined && ids.has(meter.parent) ? meter.parent : "",
  );
  const lines: MeterLine[] = [];
  const seen = new Set<string>();
  const put = (meter: EnergyMeter, depth: number, whole: number | null) => {
    if (seen.has(meter.equipment)) return;
    seen.add(meter.equipment);
    const below = children.get(meter.equipment) ?? [];
    const share = whole === null || whole === 0 || meter.consumption === null ? null : meter.consumption / whole;
    const behind = addUp(
      below.map((one) => one.consumption),
      consumptionDecimals[meter.medium],
    );
    lines.push({ meter, depth, behind, share });
    for (const one of below) put(one, depth + 1, whole);
  };
  for (const meter of children.get("") ?? []) put(meter, 0, meter.consumption);
  for (const meter of meters) put(meter, 0, meter.consumption);
  return lines;
}
