import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { SilenceView } from "@plantroom/model/api/types.ts";
import { overFor } from "@plantroom/model/escalation/plan.ts";
import type { MessageKind } from "@plantroom/model/notifications/message.ts";
import type { WithheldReason } from "@plantroom/model/notifications/reason.ts";
import type { Database } from "../database/database.ts";
import { isAttended } from "../escalation/attended.ts";
import { silencedUntil } from "./silences.ts";

/** Why a notice is not worth sending any more, by the state that its alarm has now; undefined: it is. */
export async function noLonger(
  database: Database,
  kind: MessageKind,
  alarm: Alarm | undefined,
  silences: readonly SilenceView[],
): Promise<WithheldReason | undefined> {
  if (!alarm) return "closed";
  if (kind === "digest") return alarm.state === "normal" ? "closed" : undefined;
  const over = overFor(alarm, { replayed: false });
  if (over !== undefined) return over;
  if (silencedUntil(silences, alarm) !== undefined) return "silenced";
  const { acknowledged } = alarm.regions;
  if (kind !== "unattended") return acknowledged ? "acknowledged" : undefined;
  return acknowledged && (await isAttended(database, alarm)) ? "attended" : undefined;
}
