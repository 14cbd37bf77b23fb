import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import { type RegisterShape, registerOf } from "@plantroom/model/meters/register.ts";
import type { MeterNode } from "@plantroom/model/meters/tree.ts";
import type { NumberPoint } from "@plantroom/model/points/point.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import { type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { SeriesKey } from "../readings/store.ts";
import type { Estate } from "../sites/estate.ts";

/** Registers are read at the first and the last of each quarter hour; a gap shorter than that cannot be seen. */
export const quarter: Milliseconds = 15 * minute;

/** Equipment that counts: what is known of its register. */
export interface Meter {
  readonly equipment: Equipment;
  readonly medium: Metering["medium"];
  readonly series: SeriesKey;
  readonly unit: string;
  readonly shape: RegisterShape;
  /** How often it reports, as declared; at least a quarter hour. */
  readonly interval: Milliseconds;
}

/** Undefined for what counts nothing, or has no register where its type says so. */
export function meterOf(equipment: Equipment, estate: Estate): Meter | undefined {
  const type = estate.deviceType(equipment.type);
  if (!type?.metering) return undefined;
  const { medium, point } = type.metering;
  const declared = type.points[point] as NumberPoint | undefined;
  const shape = registerOf(declared, equipment.attributes);
  if (!declared || !shape) return undefined;
  const { interval_seconds: attribute } = equipment.attributes ?? {};
  const seconds = typeof attribute === "number" && attribute > 0 ? attribute : declared.intervalSeconds;
  return {
    equipment,
    medium,
    series: { site: equipment.site, equipment: equipment.id, point },
    unit: declared.unit,
    shape,
    interval: Math.max(quarter, seconds * second),
  };
}

/** The meters of tree nodes, in their order. */
export function metersOf(nodes: readonly MeterNode[], estate: Estate): Meter[] {
  return nodes.flatMap(({ equipment }) => meterOf(equipment, estate) ?? []);
}
