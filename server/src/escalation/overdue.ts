import type { OverdueStep } from "@plantroom/model/procedures/run.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import type { DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import { nobodys } from "./attended.ts";

/**
 * A step of a procedure has run out of time: the alarms that it answers are unattended, and their escalations go on, also those
 * that had ended because somebody looked after them. A drill tells nobody.
 */
export async function escalateOverdue(
  transaction: DatabaseTransaction,
  overdue: readonly OverdueStep[],
): Promise<void> {
  await goOn(
    transaction,
    overdue.flatMap(({ run }) => (run.drill ? [] : run.alarms)),
  );
}

/** Work that somebody had is nobody's any more: its alarms are unattended again. */
export async function escalateLeft(transaction: DatabaseTransaction, orders: Iterable<WorkOrder>): Promise<void> {
  await goOn(
    transaction,
    [...orders].flatMap(({ state, alarms }) => (nobodys.includes(state) ? alarms : [])),
  );
}

async function goOn(transaction: DatabaseTransaction, alarms: readonly string[]): Promise<void> {
  for (const chunk of chunksOf([...new Set(alarms)])) {
    const rows = await transaction
      .selectFrom("escalations")
      .select(({ fn }) => ["alarm", fn.max("id").as("id")])
      .where("alarm", "in", chunk)
      .groupBy("alarm")
      .execute();
    const last = rows.map(({ id }) => id);
    if (last.length === 0) continue;
    await transaction
      .updateTable("escalations")
      .set({ dueAt: 0, endedAt: null, reason: null })
      .where("id", "in", last)
      .where(({ eb, or }) => or([eb("endedAt", "is", null), eb("reason", "=", "attended")]))
      .execute();
  }
}
