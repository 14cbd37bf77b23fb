import { setImmediate as breathe } from "node:timers/promises";
import type { AlarmKpis } from "@plantroom/model/alarms/kpi/figures.ts";
import { KpiFold } from "@plantroom/model/alarms/kpi/kpis.ts";
import type { Period } from "@plantroom/model/alarms/kpi/rates.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import { priorities } from "@plantroom/model/alarms/priority.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { type Place, standingsOf } from "./past.ts";

/** Lines read at once; others get the database, and the program a turn, between two. */
const atOnce = 4_000;

/** The figures of a period, from the journal alone; who waits for the database waits for a part of it at most. */
export async function alarmKpis(
  database: Database,
  { sites }: Pick<Place, "sites">,
  { from, to }: Period,
): Promise<AlarmKpis> {
  // A period holds its first moment, not its last.
  const fold = new KpiFold({ from, to }, await standingsOf(database, { sites }, from - 1));
  for (let after = { at: from - 1, id: Number.MAX_SAFE_INTEGER }; ; await breathe()) {
    const rows = await rowsAfter(database, sites, after, to);
    for (const row of rows) fold.take(lineOf(row));
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) break;
    after = { at: last[1], id: last[0] };
  }
  return fold.figures(await withOrder(database, sites, { from }));
}

type Row = readonly [
  ...[id: number, at: number, alarm: string, site: string, equipment: string, rule: string],
  ...[event: string, from: string, to: string, by: string, gravity: number, rehearsal: number],
  ...[note: string | null, verification: string | null],
];

/**
 * Only what figures are made of, as one JSON text: a month of a bad plant is some hundred thousand lines, and rows as objects would
 * cost four times as much.
 */
async function rowsAfter(
  database: Database,
  sites: Place["sites"],
  after: { readonly at: Instant; readonly id: number },
  to: Instant,
): Promise<readonly Row[]> {
  const some = database
    .selectFrom("alarmTransitions")
    .selectAll()
    .$if(sites !== undefined, (lines) => lines.where("site", "in", sites ?? []))
    .where(({ eb, refTuple, tuple }) => eb(refTuple("at", "id"), ">", tuple(after.at, after.id)))
    .where("at", "<", to)
    .orderBy("at")
    .orderBy("id")
    .limit(atOnce)
    .as("some");
  const { rows } = await database
    .selectFrom(some)
    .select(
      sql<string>`json_group_array(json_array("id", "at", "alarm", "site", "equipment", "rule", "event", "from", "to",
        "by", "gravity", "rehearsal", "note", "detail" ->> '$.verification'))`.as("rows"),
    )
    .executeTakeFirstOrThrow();
  return JSON.parse(rows);
}

function lineOf(row: Row): AlarmLine {
  const [, at, alarm, site, equipment, rule, event, from, to, by, grave, rehearsal, note, verification] = row;
  return {
    ...{ alarm, site, equipment, rule, at, by },
    event: event as AlarmLine["event"],
    from: from as AlarmLine["from"],
    to: to as AlarmLine["to"],
    priority: priorities[grave] ?? "low",
    rehearsal: rehearsal === 1,
    note: note ?? undefined,
    detail: verification === null ? undefined : { verification },
  };
}

/** Alarms raised in the period, last or at all, that have a work order. */
async function withOrder(
  database: Database,
  sites: Place["sites"],
  { from }: { readonly from: Instant },
): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom("alarms")
    .select("id")
    .where("raisedAt", ">=", from)
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    // Within a text its quotes would be escaped: only the key itself is written so, and finding it is ten times as fast as reading all.
    .where(sql<boolean>`instr(${sql.ref("document")}, '"workOrder":"') > 0`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
