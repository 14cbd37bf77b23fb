import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { ProcedureRun } from "@plantroom/model/procedures/run.ts";
import type { WorkOrderState } from "@plantroom/model/work-orders/lifecycle.ts";
import type { Database } from "../database/database.ts";

/** States in which nobody has the work order. */
const nobodys: readonly WorkOrderState[] = ["new", "reopened", "rejected", "cancelled"];

/** Whether somebody does something about an alarm: a step of its procedure is written down, or its work order is somebody's. */
export async function isAttended(database: Database, { id, workOrder }: Alarm): Promise<boolean> {
  if (workOrder !== undefined) {
    const order = await database
      .selectFrom("workOrders")
      .select("state")
      .where("id", "=", workOrder)
      .executeTakeFirst();
    if (order && !nobodys.includes(order.state as WorkOrderState)) return true;
  }
  const runs = await database
    .selectFrom("procedureRunAlarms")
    .innerJoin("procedureRuns", "procedureRuns.id", "procedureRunAlarms.run")
    .select("procedureRuns.document")
    .where("procedureRunAlarms.alarm", "=", id)
    .execute();
  return runs.some(({ document }) => (JSON.parse(document) as ProcedureRun).lastActAt !== undefined);
}
