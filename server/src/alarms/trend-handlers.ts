import { iso } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import type { ReadingStore } from "../readings/store.ts";
import { whenAway } from "../readings/when-away.ts";
import type { Estate } from "../sites/estate.ts";
import { seen } from "./desk.ts";
import { findAlarm } from "./repository.ts";
import { readTrend, type Trend } from "./trend.ts";

export interface TrendHandlerOptions {
  readonly database: Database;
  readonly store: Pick<ReadingStore, "buckets">;
  readonly estate: Estate;
  readonly clock: Clock;
}

export function trendHandlers(options: TrendHandlerOptions): Handlers<"GET /api/alarms/{id}/trend"> {
  const { database, store, estate, clock } = options;
  return {
    "GET /api/alarms/{id}/trend": async ({ params: { id }, person }) => {
      const alarm = seen(await findAlarm(database, id), id, person);
      const kept = await keptTrend(database, id);
      // A replay's alarm that stands reaches up to the replay's own time, which its newest reading tells.
      const now = estate.site(alarm.site)?.clock === "device" ? Number.MAX_SAFE_INTEGER : clock.now();
      const trend = kept ?? (await whenAway(() => readTrend(store, alarm, now)));
      const declared = estate.deviceType(estate.equipment(alarm.site, alarm.equipment)?.type ?? "")?.points ?? {};
      return {
        source: kept ? "kept" : "live",
        from: iso(trend.from),
        to: iso(trend.to),
        points: trend.points.map(({ point, limit, samples }) => {
          const of = declared[point];
          return {
            point,
            unit: of?.kind === "number" ? of.unit : "",
            ...(limit !== undefined && { limit }),
            samples: samples.map(([at, value, low, high]) => [iso(at), value, low, high]),
          };
        }),
      };
    },
  };
}

async function keptTrend(database: Database, id: string): Promise<Trend | undefined> {
  const row = await database
    .selectFrom("alarmTrends")
    .select("document")
    .where("alarm", "=", id)
    .where("pending", "=", 0)
    .executeTakeFirst();
  return row?.document ? JSON.parse(row.document) : undefined;
}
