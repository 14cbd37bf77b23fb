import type { ReadBackView } from "@plantroom/model/api/types.ts";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { Selectable, Updateable } from "kysely";
import type { Database } from "../database/database.ts";
import { keysOf, pageOfRows } from "../database/keyset.ts";
import type { ReadBacksTable } from "../database/tables/history.ts";

const kept = 500;

export type ReadBackRow = Selectable<ReadBacksTable>;

/** Comparisons of the store with the journal, as they were made; the newest are kept. */
export class ReadBacks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async begin(startedAt: Instant, by: string | undefined, from: JournalPosition, to: JournalPosition) {
    const row = await this.#database
      .insertInto("readBacks")
      .values({
        ...{ startedAt, by: by ?? null, outcome: "running", fromPosition: from, toPosition: to },
        ...{ compared: 0, missing: 0, replayed: 0, refused: 0 },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await this.#database
      .deleteFrom("readBacks")
      .where("id", "<=", row.id - kept)
      .execute();
    return row;
  }

  async update(id: number, changes: Updateable<ReadBacksTable>): Promise<void> {
    await this.#database.updateTable("readBacks").set(changes).where("id", "=", id).execute();
  }

  /** Whatever was under way when the server ended. */
  async closeInterrupted(at: Instant): Promise<void> {
    await this.#database
      .updateTable("readBacks")
      .set({ outcome: "interrupted", finishedAt: at })
      .where("outcome", "=", "running")
      .execute();
  }

  async newest(): Promise<ReadBackRow | undefined> {
    return this.#database.selectFrom("readBacks").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
  }

  /** Positions up to which the last two that came to their end have compared, newest first. */
  async reached(): Promise<readonly JournalPosition[]> {
    const rows = await this.#database
      .selectFrom("readBacks")
      .select("toPosition")
      .where("outcome", "=", "done")
      .orderBy("id", "desc")
      .limit(2)
      .execute();
    return rows.map(({ toPosition }) => toPosition);
  }

  /** A page of them, newest first. */
  async list(cursor: string | undefined, limit: number) {
    const [before] = cursor === undefined ? [] : (keysOf(cursor, ["number"]) as [number]);
    const rows = await this.#database
      .selectFrom("readBacks")
      .selectAll()
      .$if(before !== undefined, (some) => some.where("id", "<", before ?? 0))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    return pageOfRows(rows, limit, ({ id }) => [id]);
  }
}

export function readBackView(row: ReadBackRow): ReadBackView {
  const { id, startedAt, finishedAt, by, outcome, problem, from, to, compared, missing, replayed, refused } = row;
  return {
    ...{ id: String(id), startedAt: iso(startedAt), outcome, compared, missing, replayed, refused },
    ...(finishedAt !== null && { finishedAt: iso(finishedAt) }),
    ...(by !== null && { by }),
    ...(problem !== null && { problem }),
    ...(from !== null && { from: iso(from) }),
    ...(to !== null && { to: iso(to) }),
  };
}
