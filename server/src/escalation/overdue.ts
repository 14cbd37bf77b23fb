import type { OverdueStep } from "@plantroom/model/procedures/run.ts";
import type { DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";

/**
 * A step of a procedure has run out of time: the alarms that it answers are unattended, and their escalations go on, also those
 * that had ended because somebody looked after them. A drill tells nobody.
 */
export async function escalateOverdue(
  transaction: DatabaseTransaction,
  overdue: readonly OverdueStep[],
): Promise<void> {
  const alarms = new Set(overdue.flatMap(({ run }) => (run.drill ? [] : run.alarms)));
  for (const chunk of chunksOf([...alarms])) {
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
