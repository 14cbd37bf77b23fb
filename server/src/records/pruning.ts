import { setImmediate as breathe } from "node:timers/promises";
import { day, hour, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import { Counter, type Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";

const every: Milliseconds = 6 * hour;
/** Rows of one transaction; others get the database between two. */
const atOnce = 500;

/** Drops at most `atOnce` rows from before a time; answers how many. */
type Prune = (database: Database, before: Instant) => Promise<number>;

/**
 * By table. Rows of a trail are numbered in the order of their time, so the oldest are the first. The journal of alarms is not
 * among them: it is only ever added to.
 */
const prunes = {
  commands: async (database, before) => {
    const old = database.selectFrom("commands").select("id").where("at", "<", before).limit(atOnce);
    return deleted(await database.deleteFrom("commands").where("id", "in", old).executeTakeFirst());
  },
  audit: async (database, before) => {
    const oldest = database.selectFrom("audit").select(["id", "at"]).orderBy("id").limit(atOnce).as("oldest");
    const old = database.selectFrom(oldest).select("oldest.id").where("oldest.at", "<", before);
    return deleted(await database.deleteFrom("audit").where("id", "in", old).executeTakeFirst());
  },
  presenceChanges: async (database, before) => {
    const oldest = database.selectFrom("presenceChanges").select(["id", "at"]).orderBy("id").limit(atOnce).as("oldest");
    const old = database.selectFrom(oldest).select("oldest.id").where("oldest.at", "<", before);
    return deleted(await database.deleteFrom("presenceChanges").where("id", "in", old).executeTakeFirst());
  },
} as const satisfies Record<string, Prune>;

export interface PruningOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly days: number;
}

/** Drops records past their days, now and every six hours. Answers the function that ends it. */
export function startPruning({ database, clock, log, metrics, days }: PruningOptions): () => void {
  const count = new Counter({
    name: "plantroom_records_pruned_total",
    help: "Records dropped after their retention",
    labelNames: ["table"] as const,
    registers: [metrics],
  });
  let stopped = false;
  async function look(): Promise<void> {
    try {
      for (const [table, prune] of Object.entries<Prune>(prunes)) {
        let rows = 0;
        for (let last = atOnce; last === atOnce && !stopped; rows += last) {
          last = await prune(database, clock.now() - days * day);
          await breathe();
        }
        count.inc({ table }, rows);
        if (rows > 0) log.info({ table, rows }, "records past their retention dropped");
      }
    } catch (err) {
      log.warn({ err }, "records past their retention could not be dropped");
    }
    if (!stopped) cancel = clock.after(every, () => void look());
  }
  let cancel = clock.after(0, () => void look());
  return () => {
    stopped = true;
    cancel();
  };
}

function deleted(result: { readonly numDeletedRows: bigint } | undefined): number {
  return Number(result?.numDeletedRows ?? 0);
}
