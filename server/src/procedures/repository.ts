import type { Procedure } from "@plantroom/model/procedures/procedure.ts";
import { isOver, type ProcedureRun } from "@plantroom/model/procedures/run.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf, keysOf, pageOfRows } from "../database/keyset.ts";
import type { FollowedRun, KnownRuns } from "./book.ts";

/** One line of a run's record: what a person did. */
export interface ActTaken {
  readonly run: string;
  readonly at: Instant;
  readonly by: string;
  readonly act: string;
  readonly step?: string | undefined;
  readonly note?: string | undefined;
}

/** A run that changed; `occurrences` of its alarms' records when they joined. */
export interface ChangedRun extends FollowedRun {
  readonly occurrences: readonly number[];
}

export async function saveRuns(
  transaction: DatabaseTransaction,
  runs: Iterable<ChangedRun>,
  acts: readonly ActTaken[],
): Promise<void> {
  for (const { run, procedure, occurrences } of runs) {
    await transaction
      .insertInto("procedureVersions")
      .values({ id: procedure.id, version: procedure.version, document: JSON.stringify(procedure) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto("procedureRuns")
      .values(rowOf(run))
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet(({ ref }) => ({ open: ref("excluded.open"), document: ref("excluded.document") })),
      )
      .execute();
    for (const [index, alarm] of run.alarms.entries()) {
      await transaction
        .insertInto("procedureRunAlarms")
        .values({ alarm, run: run.id, occurrence: occurrences[index] ?? 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
  for (const chunk of chunksOf(acts)) {
    const lines = chunk.map(({ step, note, ...line }) => ({ ...line, step: step ?? null, note: note ?? null }));
    await transaction.insertInto("procedureActs").values(lines).execute();
  }
}

/** Open runs, and which run answers each of these alarms. */
export async function runsInHand(database: Database, alarms: readonly string[]): Promise<KnownRuns> {
  const rows = await database.selectFrom("procedureRuns").select("document").where("open", "=", 1).execute();
  const open = await withProcedures(database, rows.map(runOf));
  const answered = [];
  const ofOpen = open.flatMap(({ run }) => run.alarms);
  for (const chunk of chunksOf([...new Set([...alarms, ...ofOpen])], 500)) {
    const known = await database
      .selectFrom("procedureRunAlarms")
      .innerJoin("procedureRuns", "procedureRuns.id", "procedureRunAlarms.run")
      .select(["procedureRunAlarms.alarm", "procedureRunAlarms.run", "procedureRunAlarms.occurrence"])
      .where("procedureRunAlarms.alarm", "in", chunk)
      // The last one of an alarm stays.
      .orderBy("procedureRuns.startedAt")
      .orderBy("procedureRuns.open")
      .execute();
    answered.push(...known);
  }
  return { open, answered };
}

export interface RunSearch {
  readonly open: "true" | "false" | "all";
  /** Sites to look in; all when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly equipment?: string | undefined;
  readonly alarm?: string | undefined;
  readonly procedure?: string | undefined;
  readonly drill?: boolean | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function searchRuns(database: Database, search: RunSearch) {
  const { open, sites, equipment, alarm, procedure, drill, from, to, cursor, limit } = search;
  let query = database
    .selectFrom("procedureRuns")
    .select(["id", "startedAt", "document"])
    .$if(open !== "all", (some) => some.where("open", "=", open === "true" ? 1 : 0))
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(equipment !== undefined, (some) => some.where("equipment", "=", equipment ?? ""))
    .$if(procedure !== undefined, (some) => some.where("procedure", "=", procedure ?? ""))
    .$if(drill !== undefined, (some) => some.where("drill", "=", drill ? 1 : 0))
    .$if(from !== undefined, (some) => some.where("startedAt", ">=", from ?? 0))
    .$if(to !== undefined, (some) => some.where("startedAt", "<", to ?? 0));
  if (alarm !== undefined) {
    query = query.where("id", "in", database.selectFrom("procedureRunAlarms").select("run").where("alarm", "=", alarm));
  }
  if (cursor !== undefined) {
    const [at, id] = keysOf(cursor, ["number", "string"]) as [number, string];
    query = query.where(({ eb, or, and }) =>
      or([eb("startedAt", "<", at), and([eb("startedAt", "=", at), eb("id", "<", id)])]),
    );
  }
  const rows = await query
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const page = pageOfRows(rows, limit, (row) => [row.startedAt, row.id]);
  return { items: await withProcedures(database, page.items.map(runOf)), next: page.next };
}

export async function findRun(database: Database, id: string): Promise<FollowedRun | undefined> {
  const rows = await database.selectFrom("procedureRuns").select("document").where("id", "=", id).execute();
  return (await withProcedures(database, rows.map(runOf)))[0];
}

/** Every run that answers an alarm. */
export async function runsOfAlarm(database: Database, alarm: string): Promise<FollowedRun[]> {
  const rows = await database
    .selectFrom("procedureRunAlarms")
    .innerJoin("procedureRuns", "procedureRuns.id", "procedureRunAlarms.run")
    .select("procedureRuns.document")
    .where("procedureRunAlarms.alarm", "=", alarm)
    .execute();
  return withProcedures(database, rows.map(runOf));
}

/** What people did in a run, in order. */
export async function actsOf(database: Database, run: string): Promise<ActTaken[]> {
  const rows = await database.selectFrom("procedureActs").selectAll().where("run", "=", run).orderBy("id").execute();
  return rows.map(({ id: _, step, note, ...line }) => ({ ...line, step: step ?? undefined, note: note ?? undefined }));
}

async function withProcedures(database: Database, runs: readonly ProcedureRun[]): Promise<FollowedRun[]> {
  const ids = [...new Set(runs.map(({ procedure }) => procedure))];
  const versions = new Map<string, Procedure>();
  for (const chunk of chunksOf(ids)) {
    const rows = await database.selectFrom("procedureVersions").selectAll().where("id", "in", chunk).execute();
    for (const { id, version, document } of rows) versions.set(`${id} ${version}`, JSON.parse(document));
  }
  return runs.flatMap((run) => {
    const procedure = versions.get(`${run.procedure} ${run.procedureVersion}`);
    return procedure ? [{ run, procedure }] : [];
  });
}

function rowOf(run: ProcedureRun) {
  return {
    id: run.id,
    site: run.site,
    equipment: run.equipment ?? null,
    procedure: run.procedure,
    drill: run.drill ? 1 : 0,
    open: isOver(run) ? 0 : 1,
    startedAt: run.startedAt,
    document: JSON.stringify(run),
  };
}

function runOf({ document }: { readonly document: string }): ProcedureRun {
  return JSON.parse(document);
}
