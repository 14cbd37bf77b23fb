import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import { gravity, priorities } from "@plantroom/model/alarms/priority.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Selectable, SelectQueryBuilder } from "kysely";
import type { Database, DatabaseTransaction, Tables } from "../database/database.ts";
import { chunksOf, keysOf, pageOfRows } from "../database/keyset.ts";
import type { AlarmTransitionsTable } from "../database/tables/pipeline.ts";

export interface AlarmSearch {
  readonly open: "true" | "false" | "all";
  /** Sites to look in; all when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly equipment?: string | undefined;
  readonly states?: readonly string[] | undefined;
  /** 0 for critical. */
  readonly gravities?: readonly number[] | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function saveAlarms(
  transaction: DatabaseTransaction,
  alarms: Iterable<Alarm>,
  transitions: readonly AlarmLine[],
): Promise<void> {
  // Closed ones first, so that a record that takes the place of another in one batch finds it free.
  const rows = [...alarms].map(rowOf).sort((one, other) => one.open - other.open);
  for (const chunk of chunksOf(rows)) {
    await transaction
      .insertInto("alarms")
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet(({ ref }) => ({
          gravity: ref("excluded.gravity"),
          state: ref("excluded.state"),
          open: ref("excluded.open"),
          raisedAt: ref("excluded.raisedAt"),
          closedAt: ref("excluded.closedAt"),
          incident: ref("excluded.incident"),
          mode: ref("excluded.mode"),
          document: ref("excluded.document"),
        })),
      )
      .execute();
  }
  // What is over leaves its trend behind; who keeps trends finds it here.
  for (const chunk of chunksOf(rows.filter(({ open }) => open === 0))) {
    await transaction
      .insertInto("alarmTrends")
      .values(chunk.map(({ id }) => ({ alarm: id, pending: 1, document: null })))
      .onConflict((conflict) => conflict.column("alarm").doUpdateSet({ pending: 1 }))
      .execute();
  }
  for (const chunk of chunksOf(transitions)) {
    const lines = chunk.map(({ note, detail, priority, rehearsal, ...line }) => ({
      ...line,
      gravity: gravity(priority),
      rehearsal: rehearsal ? 1 : 0,
      note: note ?? null,
      detail: detail === undefined ? null : JSON.stringify(detail),
    }));
    await transaction.insertInto("alarmTransitions").values(lines).execute();
  }
}

/** Open alarms, and those closed since a time. */
export async function alarmsInHand(database: Database, closedSince: (site: string) => Instant): Promise<Alarm[]> {
  const open = await database.selectFrom("alarms").select("document").where("open", "=", 1).execute();
  const closed: { document: string }[] = [];
  for (const { site } of await database.selectFrom("alarms").select("site").distinct().execute()) {
    const rows = await database
      .selectFrom("alarms")
      .select("document")
      .where("site", "=", site)
      .where("open", "=", 0)
      .where("closedAt", ">=", closedSince(site))
      .orderBy("closedAt")
      .execute();
    closed.push(...rows);
  }
  return [...closed, ...open].map(alarmOf);
}

/** Alarms of an incident or of a mode, in the order in which they were raised; at most 5,000. */
export async function alarmsOf(database: Database, of: "incident" | "mode", id: string): Promise<Alarm[]> {
  const rows = await database
    .selectFrom("alarms")
    .select("document")
    .where(of, "=", id)
    .orderBy("raisedAt")
    .limit(5_000)
    .execute();
  return rows.map(alarmOf);
}

/** Alarms of a site that were raised within a time, in that order; at most 5,000. */
export async function alarmsBetween(database: Database, site: string, from: Instant, to: Instant): Promise<Alarm[]> {
  const rows = await database
    .selectFrom("alarms")
    .select("document")
    .where("site", "=", site)
    .where("raisedAt", ">=", from)
    .where("raisedAt", "<=", to)
    .orderBy("raisedAt")
    .limit(5_000)
    .execute();
  return rows.map(alarmOf);
}

/** The site of each of these alarms that there is, open or closed. */
export async function sitesOfAlarms(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const sites = new Map<string, string>();
  for (const chunk of chunksOf(ids, 500)) {
    const rows = await database.selectFrom("alarms").select(["id", "site"]).where("id", "in", chunk).execute();
    for (const { id, site } of rows) sites.set(id, site);
  }
  return sites;
}

export async function findAlarm(database: Database, id: string): Promise<Alarm | undefined> {
  const row = await database.selectFrom("alarms").select("document").where("id", "=", id).executeTakeFirst();
  return row && alarmOf(row);
}

export async function journalOf(database: Database, id: string): Promise<AlarmLine[]> {
  const rows = await database
    .selectFrom("alarmTransitions")
    .selectAll()
    .where("alarm", "=", id)
    .orderBy("id")
    .execute();
  return rows.map(lineOf);
}

/** A row of the journal as the model has it. */
export function lineOf(row: Selectable<AlarmTransitionsTable>): AlarmLine {
  const { id: _id, gravity: of, rehearsal, note, detail, ...line } = row;
  return {
    ...(line as Omit<AlarmLine, "priority" | "rehearsal" | "note" | "detail">),
    priority: priorities[of] ?? "low",
    rehearsal: rehearsal === 1,
    note: note ?? undefined,
    detail: detail === null ? undefined : JSON.parse(detail),
  };
}

/** Open ones gravest first, others newest first. */
export async function searchAlarms(database: Database, search: AlarmSearch) {
  const byGravity = search.open === "true";
  let query = narrowed(database.selectFrom("alarms").select(["id", "gravity", "raisedAt", "document"]), search);
  if (search.cursor !== undefined) {
    const [gravest, at, id] = keysOf(search.cursor, ["number", "number", "string"]) as [number, number, string];
    query = query.where(({ eb, or, and }) => {
      const older = or([eb("raisedAt", "<", at), and([eb("raisedAt", "=", at), eb("id", "<", id)])]);
      if (!byGravity) return older;
      return or([eb("gravity", ">", gravest), and([eb("gravity", "=", gravest), older])]);
    });
  }
  if (byGravity) query = query.orderBy("gravity");
  const rows = await query
    .orderBy("raisedAt", "desc")
    .orderBy("id", "desc")
    .limit(search.limit + 1)
    .execute();
  const { items, next } = pageOfRows(rows, search.limit, (row) => [row.gravity, row.raisedAt, row.id]);
  return { items: items.map(alarmOf), next };
}

function narrowed<T>(query: SelectQueryBuilder<Tables, "alarms", T>, search: AlarmSearch) {
  const { open, sites, equipment, states, gravities, from, to } = search;
  return query
    .$if(open !== "all", (some) => some.where("open", "=", open === "true" ? 1 : 0))
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(equipment !== undefined, (some) => some.where("equipment", "=", equipment ?? ""))
    .$if(states !== undefined, (some) => some.where("state", "in", states ?? []))
    .$if(gravities !== undefined, (some) => some.where("gravity", "in", gravities ?? []))
    .$if(from !== undefined, (some) => some.where("raisedAt", ">=", from ?? 0))
    .$if(to !== undefined, (some) => some.where("raisedAt", "<", to ?? 0));
}

function rowOf(alarm: Alarm) {
  return {
    id: alarm.id,
    site: alarm.site,
    equipment: alarm.equipment,
    rule: alarm.rule,
    gravity: gravity(alarm.priority),
    state: alarm.state,
    open: alarm.state === "normal" ? 0 : 1,
    raisedAt: alarm.raisedAt,
    closedAt: alarm.closedAt ?? null,
    incident: alarm.incident ?? null,
    mode: alarm.mode?.id ?? null,
    document: JSON.stringify(alarm),
  };
}

function alarmOf({ document }: { readonly document: string }): Alarm {
  return JSON.parse(document);
}
