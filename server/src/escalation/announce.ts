import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { type AlarmLine, isAnnunciation } from "@plantroom/model/alarms/line.ts";
import type { AlarmState } from "@plantroom/model/alarms/machine.ts";
import type { WithheldReason } from "@plantroom/model/notifications/reason.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";

const hidden: { readonly [state in AlarmState]?: WithheldReason } = {
  suppressed: "suppressed",
  shelved: "shelved",
  "out-of-service": "out-of-service",
};

/** How what nobody has acknowledged stands. */
const unacknowledged: readonly AlarmState[] = ["unacknowledged", "latched-unacknowledged"];

/**
 * What a batch's transitions mean for those who are to be told, written with them: an alarm that is new to people begins an
 * escalation, and so does one that is shown again or is no rehearsal any more; one that is raised while hidden leaves the reason,
 * and any other change has the running escalation looked at.
 */
export async function announce(
  transaction: DatabaseTransaction,
  alarms: ReadonlyMap<string, Alarm>,
  transitions: readonly Pick<AlarmLine, "alarm" | "from" | "to" | "event" | "at">[],
): Promise<void> {
  if (transitions.length === 0) return;
  const touched = [...new Set(transitions.map(({ alarm }) => alarm))];
  for (const chunk of chunksOf(touched)) {
    await transaction
      .updateTable("escalations")
      .set({ dueAt: 0 })
      .where("alarm", "in", chunk)
      .where("endedAt", "is", null)
      .execute();
  }
  const begun = new Map<string, { endedAt: Instant | null; reason: WithheldReason | null }>();
  for (const { alarm, from, to, event, at } of transitions) {
    const reason = hidden[to];
    // Acknowledged before it was hidden, it may still be unattended.
    const shown = hidden[from] !== undefined && to === "acknowledged";
    const real = event === "mode-ended" && unacknowledged.includes(to);
    if (shown || real || isAnnunciation({ from, to })) begun.set(alarm, { endedAt: null, reason: null });
    else if (event === "raised" && reason !== undefined) begun.set(alarm, { endedAt: at, reason });
  }
  const rows = [...begun].map(([alarm, { endedAt, reason }]) => ({
    alarm,
    site: alarms.get(alarm)?.site ?? "",
    startedAt: null,
    dueAt: endedAt === null ? 0 : null,
    endedAt,
    reason,
    policy: null,
    taken: "[]",
  }));
  for (const chunk of chunksOf(rows, 50)) await transaction.insertInto("escalations").values(chunk).execute();
}
