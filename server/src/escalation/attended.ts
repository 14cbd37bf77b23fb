import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { overdueStepsOf } from "@plantroom/model/procedures/overdue.ts";
import type { WorkOrderState } from "@plantroom/model/work-orders/lifecycle.ts";
import type { Database } from "../database/database.ts";
import { runsOfAlarm } from "../procedures/repository.ts";

/** States in which nobody has the work order. */
export const nobodys: readonly WorkOrderState[] = ["new", "reopened", "rejected", "cancelled"];

/** Whether somebody does something about an alarm: its procedure is followed in time, or its work order is somebody's. */
export async function isAttended(database: Database, { id, workOrder }: Alarm): Promise<boolean> {
  if (workOrder !== undefined) {
    const order = await database
      .selectFrom("workOrders")
      .select("state")
      .where("id", "=", workOrder)
      .executeTakeFirst();
    if (order && !nobodys.includes(order.state as WorkOrderState)) return true;
  }
  // Who began and then let a step's time run out does not look after it any more.
  return (await runsOfAlarm(database, id)).some(
    ({ procedure, run }) => !run.drill && run.lastActAt !== undefined && overdueStepsOf(procedure, run).length === 0,
  );
}
