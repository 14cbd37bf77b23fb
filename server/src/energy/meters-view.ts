import type { EnergyMeter } from "@plantroom/model/api/types.ts";
import { consumptionDecimals, roundTo } from "@plantroom/model/energy/rounding.ts";
import type { Period } from "@plantroom/model/meters/calendar.ts";
import { type MeterNode, remainder } from "@plantroom/model/meters/tree.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { isIn, wholeSteps } from "./consumption.ts";
import type { Figures } from "./figures.ts";
import type { Meter } from "./meter.ts";
import { type Sum, sumOf } from "./rows.ts";

/** One medium's meters with what they counted over whole hours of a period, each before those behind it. */
export async function meterViews(
  figures: Figures,
  site: Site,
  tree: readonly MeterNode[],
  meters: ReadonlyMap<string, Meter>,
  period: Period,
): Promise<EnergyMeter[]> {
  const whole = wholeSteps(period, "hour", site.timeZone);
  const list = [...meters.values()];
  const hours = await figures.parts(site, list, whole);
  const now = figures.now(site);
  const sums = new Map(
    list.map(({ equipment, medium }, i) => {
      const shown = (hours[i] ?? []).filter((one) => isIn(one, whole));
      return [equipment.id, sumOf(shown, { medium, currency: site.currency, now })] as const;
    }),
  );
  return tree.flatMap((node) => viewsOf(node, undefined, meters, sums));
}

function viewsOf(
  { equipment, children }: MeterNode,
  parent: string | undefined,
  meters: ReadonlyMap<string, Meter>,
  sums: ReadonlyMap<string, Sum>,
): EnergyMeter[] {
  const meter = meters.get(equipment.id);
  const sum = sums.get(equipment.id);
  const below = children.flatMap((child) => viewsOf(child, meter ? equipment.id : parent, meters, sums));
  if (!meter || !sum) return below;
  const { consumption, cost, completeness } = sum;
  const behind = children.map((child) => sums.get(child.equipment.id)?.consumption ?? null);
  const rest = remainder(consumption, behind);
  const flags = [
    ...(rest?.negative ? (["negative"] as const) : []),
    ...(rest && !rest.complete ? (["incomplete"] as const) : []),
  ];
  const own: EnergyMeter = {
    equipment: equipment.id,
    name: equipment.name,
    ...(equipment.names && { names: equipment.names }),
    ...(parent !== undefined && { parent }),
    medium: meter.medium,
    unit: meter.unit,
    consumption,
    cost,
    completeness,
    remainder: rest && roundTo(rest.amount, consumptionDecimals[meter.medium]),
    remainderFlags: flags,
  };
  return [own, ...below];
}
