import { gravity, type Priority } from "@plantroom/model/alarms/priority.ts";
import type { NotificationPreferences } from "@plantroom/model/api/types.ts";
import type { Medium } from "@plantroom/model/notifications/channel.ts";
import type { WithheldReason } from "@plantroom/model/notifications/reason.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";

/** Of somebody who chose nothing. */
export const untouchedPreferences: NotificationPreferences = { email: "", emailFrom: "high", pushFrom: "medium" };

export async function loadPreferences(database: Database): Promise<ReadonlyMap<string, NotificationPreferences>> {
  const rows = await database.selectFrom("notificationPreferences").selectAll().execute();
  return new Map(rows.map(({ username, document }) => [username, JSON.parse(document) as NotificationPreferences]));
}

export async function savePreferences(
  database: Database,
  username: string,
  preferences: NotificationPreferences,
): Promise<void> {
  const document = JSON.stringify(preferences);
  await database
    .insertInto("notificationPreferences")
    .values({ username, document })
    .onConflict((conflict) => conflict.column("username").doUpdateSet({ document }))
    .execute();
}

/** Why a person does not want to be told by this way now; undefined: they do. Critical alarms know no quiet hours. */
export function unwanted(
  preferences: NotificationPreferences,
  medium: Medium,
  priority: Priority,
  now: Instant,
): WithheldReason | undefined {
  if (medium !== "smtp" && medium !== "web-push") return undefined;
  const from = medium === "smtp" ? preferences.emailFrom : preferences.pushFrom;
  if (from === "never") return "switched-off";
  if (gravity(priority) > gravity(from)) return "below-own-priority";
  const { quietHours } = preferences;
  return priority !== "critical" && quietHours && isWithin(quietHours, now) ? "quiet-hours" : undefined;
}

function isWithin({ from, to, timeZone }: NonNullable<NotificationPreferences["quietHours"]>, now: Instant): boolean {
  const time = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  return from < to ? from <= time && time < to : time >= from || time < to;
}
