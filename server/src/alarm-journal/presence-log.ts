import type { Presence } from "@plantroom/model/sites/equipment.ts";
import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";
import { sql } from "kysely";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import { presenceOf } from "../live/presence.ts";
import type { Books } from "../rules/books.ts";

const every: Milliseconds = 5 * second;

export interface PresenceLogOptions {
  readonly database: Database;
  readonly books: () => Books;
  readonly clock: Clock;
  readonly log: Logger;
}

interface PresenceChange {
  readonly site: string;
  readonly equipment: string;
  /** By the site's own time. */
  readonly at: Instant;
  readonly presence: Presence;
}

/** Writes down when equipment is lost and heard again, as the dashboards are told. Answers the function that ends it. */
export function startPresenceLog({ database, books, clock, log }: PresenceLogOptions): () => Promise<void> {
  let known: Map<string, Presence> | undefined;
  let stopped = false;
  let cancel: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();
  async function look(): Promise<void> {
    known ??= new Map((await lastPresences(database)).map((row) => [`${row.site}/${row.equipment}`, row.presence]));
    const changes: PresenceChange[] = [];
    const { judge } = books();
    const now = clock.now();
    for (const site of judge.estate.sites.values()) {
      const at = site.clock === "device" ? judge.timeOf(site) : now;
      for (const state of site.equipment.values()) {
        const presence = presenceOf(state, now);
        // Never heard is no gap.
        if ((known.get(`${site.id}/${state.id}`) ?? "unknown") === presence) continue;
        changes.push({ site: site.id, equipment: state.id, at, presence });
      }
    }
    for (const chunk of chunksOf(changes)) await database.insertInto("presenceChanges").values(chunk).execute();
    for (const { site, equipment, presence } of changes) known.set(`${site}/${equipment}`, presence);
  }
  const again = () => {
    cancel = clock.after(every, () => {
      running = look()
        .catch((err: unknown) => log.warn({ err }, "the presence of equipment could not be written down; trying again"))
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

/** The newest of each equipment, at an instant or at all. */
async function lastPresences(database: Database, site?: string, at?: Instant): Promise<PresenceChange[]> {
  const newest = database
    .selectFrom("presenceChanges")
    .select(sql<number>`max("id")`.as("id"))
    .$if(site !== undefined, (some) => some.where("site", "=", site ?? ""))
    .$if(at !== undefined, (some) => some.where("at", "<=", at ?? 0))
    .groupBy(["site", "equipment"]);
  const rows = await database.selectFrom("presenceChanges").selectAll().where("id", "in", newest).execute();
  return rows.map(({ id: _id, presence, ...row }) => ({ ...row, presence: presence as Presence }));
}

/** What each was at the beginning, and what changed in `(from, to]`; in the order of time. */
export async function presencesBetween(
  database: Database,
  site: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<PresenceChange[]> {
  const rows = await database
    .selectFrom("presenceChanges")
    .selectAll()
    .where("site", "=", site)
    .where("at", ">", from)
    .where("at", "<=", to)
    .orderBy("at")
    .orderBy("id")
    .limit(10_000)
    .execute();
  const changed = rows.map(({ id: _id, presence, ...row }) => ({ ...row, presence: presence as Presence }));
  return [...(await lastPresences(database, site, from)), ...changed];
}
