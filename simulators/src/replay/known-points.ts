import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { ReplayProblem } from "./problem.ts";

/**
 * Refuses a point that the equipment's type does not have, before the gateway refuses it once a row. Equipment that a site
 * has added itself is not known here: its points are the gateway's to judge.
 */
export function checkPoints(site: string, equipment: string, points: Iterable<string>): void {
  const known = demoEquipment.find((one) => one.site === site && one.id === equipment);
  const type = builtInDeviceTypes.find((one) => one.id === known?.type);
  if (!type) return;
  const unknown = [...points].filter((point) => !Object.hasOwn(type.points, point));
  if (unknown.length === 0) return;
  const has = Object.keys(type.points).join(", ");
  throw new ReplayProblem(
    `${site}/${equipment} is a ${type.id}, which has no ${unknown.join(", ")}; it has ${has}. Map the file's columns with --map.`,
  );
}
