import type { AlarmView } from "@plantroom/model/api/types.ts";

/** More are not read. */
const most = 5;

/**
 * Earlier alarms of the same rule among those of one equipment, newest first: those that somebody dealt with (a work order, a
 * verdict, a note) before those of which nothing is known.
 */
export function similarTo(
  alarm: Pick<AlarmView, "id" | "rule">,
  ofEquipment: readonly AlarmView[],
): readonly AlarmView[] {
  const others = ofEquipment.filter((one) => one.id !== alarm.id && one.rule === alarm.rule);
  const told = (one: AlarmView) =>
    one.workOrder !== undefined || one.verification !== "unverified" || one.acknowledgedNote !== undefined;
  return others
    .toSorted((a, b) => Number(told(b)) - Number(told(a)) || b.raisedAt.localeCompare(a.raisedAt))
    .slice(0, most);
}
