import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { sql } from "kysely";
import { lineOf } from "../alarms/repository.ts";
import type { Database } from "../database/database.ts";
import { keysOf, pageOfRows } from "../database/keyset.ts";

export interface JournalSearch {
  /** Sites to look in; all when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly equipment?: string | undefined;
  readonly rule?: string | undefined;
  readonly alarm?: string | undefined;
  /** 0 for critical. */
  readonly gravities?: readonly number[] | undefined;
  readonly by?: string | undefined;
  readonly events?: readonly string[] | undefined;
  /** After the line. */
  readonly states?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly text?: TextSearch | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** A text, and what it is the name of. */
export interface TextSearch {
  readonly text: string;
  readonly rules: readonly string[];
  /** `{site}/{equipment}`. */
  readonly equipment: readonly string[];
}

export interface NumberedLine extends AlarmLine {
  readonly id: number;
}

/** Newest first, of one time the last written first. */
export async function searchJournal(
  database: Database,
  search: JournalSearch,
  page: { readonly cursor?: string | undefined; readonly limit: number },
) {
  let query = narrowed(database, search);
  if (page.cursor !== undefined) {
    const [at, id] = keysOf(page.cursor, ["number", "number"]) as [number, number];
    query = query
      .where("at", "<=", at)
      .where(({ eb, or, and }) => or([eb("at", "<", at), and([eb("at", "=", at), eb("id", "<", id)])]));
  }
  const rows = await query
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const { items, next } = pageOfRows(rows, page.limit, (row) => [row.at, row.id]);
  return { items: items.map((row): NumberedLine => ({ ...lineOf(row), id: row.id })), next };
}

function narrowed(database: Database, search: JournalSearch) {
  const { sites, equipment, rule, alarm, gravities, by, events, states, reason, text, from, to } = search;
  return database
    .selectFrom("alarmTransitions")
    .selectAll()
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(equipment !== undefined, (some) => some.where("equipment", "=", equipment ?? ""))
    .$if(rule !== undefined, (some) => some.where("rule", "=", rule ?? ""))
    .$if(alarm !== undefined, (some) => some.where("alarm", "=", alarm ?? ""))
    .$if(gravities !== undefined, (some) => some.where("gravity", "in", gravities ?? []))
    .$if(by !== undefined, (some) => some.where("by", "=", by ?? ""))
    .$if(events !== undefined, (some) => some.where("event", "in", (events ?? []) as never))
    .$if(states !== undefined, (some) => some.where("to", "in", (states ?? []) as never))
    .$if(from !== undefined, (some) => some.where("at", ">=", from ?? 0))
    .$if(to !== undefined, (some) => some.where("at", "<", to ?? 0))
    .$if(reason !== undefined, (some) =>
      some.where(
        sql<boolean>`${reason} in (${sql.ref("detail")} ->> '$.reason', ${sql.ref("detail")} ->> '$.code',
          ${sql.ref("detail")} ->> '$.why')`,
      ),
    )
    .$if(text !== undefined, (some) => some.where(says(text as TextSearch)));
}

/** Ids are matched as they are written, notes and actors in part and whatever the case of Latin letters. */
function says({ text, rules, equipment }: TextSearch) {
  const like = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const inColumn = (column: string) => sql`${sql.ref(column)} like ${like} escape '\\'`;
  const named = JSON.stringify(equipment);
  return sql<boolean>`(${inColumn("note")} or ${inColumn("rule")} or ${inColumn("equipment")} or ${inColumn("by")}
    or ${sql.ref("rule")} in (select value from json_each(${JSON.stringify(rules)}))
    or ${sql.ref("site")} || '/' || ${sql.ref("equipment")} in (select value from json_each(${named})))`;
}
