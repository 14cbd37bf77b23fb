import type { NotificationSettings } from "@plantroom/model/api/types.ts";
import type { Database } from "../database/database.ts";

const fact = "notification-settings";
const untouched: NotificationSettings = { baseUrl: "", allowedNetworks: [] };

/** What an administrator set for all messages. */
export async function loadSettings(database: Database): Promise<NotificationSettings> {
  const row = await database.selectFrom("facts").select("value").where("name", "=", fact).executeTakeFirst();
  return row ? (JSON.parse(row.value) as NotificationSettings) : untouched;
}

export async function saveSettings(database: Database, settings: NotificationSettings): Promise<void> {
  const value = JSON.stringify(settings);
  await database
    .insertInto("facts")
    .values({ name: fact, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
