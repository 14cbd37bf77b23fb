import type { EquipmentView } from "@plantroom/model/api/types.ts";
import type { DeviceType, Metering } from "@plantroom/model/device-types/device-type.ts";

type Medium = Metering["medium"];
const order: readonly Medium[] = ["electricity", "water", "gas", "heat"];

/** What a site meters, in the order of the tabs. */
export function mediaOf(
  equipment: readonly Pick<EquipmentView, "type">[],
  typeOf: (id: string) => Pick<DeviceType, "metering"> | undefined,
): readonly Medium[] {
  const found = new Set(equipment.flatMap((one) => typeOf(one.type)?.metering?.medium ?? []));
  return order.filter((medium) => found.has(medium));
}
