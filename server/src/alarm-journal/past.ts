import { setImmediate as breathe } from "node:timers/promises";
import { type AlarmStanding, standingsAt } from "@plantroom/model/alarms/standing.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { lineOf } from "../alarms/repository.ts";
import type { Database } from "../database/database.ts";
import type { NumberedLine } from "./search.ts";

/** Lines read at once; others get the database, and the program a turn, between two. */
const atOnce = 4_000;

export interface Place {
  /** All when undefined. */
  readonly sites?: readonly string[] | undefined;
  /** Of one site. */
  readonly equipment?: readonly string[] | undefined;
}

/** What stood at an instant: of every alarm that was not over by then, what its journal had said. */
export async function standingsOf(
  database: Database,
  place: Place,
  at: Instant,
): Promise<ReadonlyMap<string, AlarmStanding>> {
  const standings = new Map<string, AlarmStanding>();
  for (const open of [1, 0]) {
    for (let last: string | undefined = ""; last !== undefined; ) {
      const alarms: { id: string }[] = await database
        .selectFrom("alarms")
        .select("id")
        .$if(place.sites !== undefined, (some) => some.where("site", "in", place.sites ?? []))
        .$if(place.equipment !== undefined, (some) => some.where("equipment", "in", place.equipment ?? []))
        .where("open", "=", open)
        .$if(open === 0, (some) => some.where("closedAt", ">", at))
        .where("id", ">", last)
        .orderBy("id")
        .limit(500)
        .execute();
      last = alarms.length === 500 ? alarms.at(-1)?.id : undefined;
      if (alarms.length === 0) break;
      const rows = await database
        .selectFrom("alarmTransitions")
        .selectAll()
        .where(
          "alarm",
          "in",
          alarms.map(({ id }) => id),
        )
        .where("at", "<=", at)
        .orderBy("id")
        .execute();
      for (const [alarm, standing] of standingsAt(rows.map(lineOf), at)) standings.set(alarm, standing);
      await breathe();
    }
  }
  return standings;
}

/** Lines of `(from, to]` in the order of time, read bit by bit: what stood at `from` is known by `standingsOf`. */
export async function* linesBetween(
  database: Database,
  place: Place,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): AsyncGenerator<readonly NumberedLine[]> {
  let after: { readonly at: Instant; readonly id: number } = { at: from, id: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const { at, id } = after;
    const rows = await database
      .selectFrom("alarmTransitions")
      .selectAll()
      .$if(place.sites !== undefined, (some) => some.where("site", "in", place.sites ?? []))
      .$if(place.equipment !== undefined, (some) => some.where("equipment", "in", place.equipment ?? []))
      .where("at", ">=", at)
      .where("at", "<=", to)
      .where(({ eb, or, and }) => or([eb("at", ">", at), and([eb("at", "=", at), eb("id", ">", id)])]))
      .orderBy("at")
      .orderBy("id")
      .limit(atOnce)
      .execute();
    if (rows.length > 0) yield rows.map((row): NumberedLine => ({ ...lineOf(row), id: row.id }));
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = last;
    await breathe();
  }
}
