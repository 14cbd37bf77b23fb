import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { type Milliseconds, minute } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { ReadingStore } from "../readings/store.ts";
import type { Estate } from "../sites/estate.ts";
import { findAlarm } from "./repository.ts";
import { readTrend, trendPeriod } from "./trend.ts";

const every: Milliseconds = minute;
/** After a flood the trends of its alarms are read bit by bit. */
const atOnce = 50;
/** What is stored a little late belongs to the trend too. */
const settled: Milliseconds = minute;

export interface TrendKeeperOptions {
  readonly database: Database;
  readonly store: Pick<ReadingStore, "buckets">;
  readonly estate: Pick<Estate, "site">;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Keeps the trend of every alarm that is over with the alarm, so that it is still there when its readings are forgotten. A store that
 * is away is asked again. Answers the function that ends it.
 */
export function startTrendKeeper(options: TrendKeeperOptions): () => Promise<void> {
  const { clock, log } = options;
  let stopped = false;
  let cancel: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();
  const again = () => {
    cancel = clock.after(every, () => {
      running = keepTrends(options)
        .catch((err: unknown) => log.warn({ err }, "trends of alarms could not be kept; trying again"))
        .then(() => {
          if (!stopped) again();
        });
    });
  };
  again();
  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

export async function keepTrends({ database, store, estate, clock }: TrendKeeperOptions): Promise<void> {
  const rows = await database
    .selectFrom("alarmTrends")
    .select("alarm")
    .where("pending", "=", 1)
    .orderBy("alarm")
    .limit(atOnce)
    .execute();
  for (const { alarm: id } of rows) {
    const alarm = await findAlarm(database, id);
    if (alarm && isTooSoon(alarm, estate, clock.now())) continue;
    const trend = alarm && (await readTrend(store, alarm, clock.now()));
    await database
      .updateTable("alarmTrends")
      .set({ pending: 0, document: trend ? JSON.stringify(trend) : null })
      .where("alarm", "=", id)
      .execute();
  }
}

/** At a device's clock the end of an alarm may be years ago, or in the future. */
function isTooSoon(alarm: Alarm, estate: Pick<Estate, "site">, now: number): boolean {
  return estate.site(alarm.site)?.clock !== "device" && trendPeriod(alarm, now).to + settled > now;
}
