import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import { keysOf, pageOfRows } from "../database/keyset.ts";
import type { StoredReading } from "./store.ts";

/** So many are kept: enough to see what is wrong, too few to fill a disk. */
const kept = 10_000;
const longestValue = 500;

export interface DeadLetterSearch {
  /** Sites to look in; all of them when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Readings that the store will never take, set aside so that what came with them is stored. */
export class DeadLetters {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(reading: StoredReading, reason: string, at: Instant): Promise<void> {
    const { site, equipment, point, order, value } = reading;
    await this.#database.transaction().execute(async (transaction) => {
      const { insertId } = await transaction
        .insertInto("deadLetters")
        .values({
          site,
          equipment,
          point,
          at: Number.isSafeInteger(reading.at) ? reading.at : null,
          value: (JSON.stringify(value) ?? String(value)).slice(0, longestValue),
          order: Number.isSafeInteger(order) ? order : -1,
          reason: reason.slice(0, longestValue),
          setAsideAt: at,
        })
        .executeTakeFirstOrThrow();
      const oldest = Number(insertId ?? 0) - kept;
      if (oldest > 0) await transaction.deleteFrom("deadLetters").where("id", "<=", oldest).execute();
    });
  }

  /** How many were set aside since the beginning, those included that are kept no more. */
  async count(): Promise<number> {
    const { last } = await this.#database
      .selectFrom("deadLetters")
      .select(({ fn }) => fn.max("id").as("last"))
      .executeTakeFirstOrThrow();
    return Number(last ?? 0);
  }

  /** A page of them, newest first. */
  async list({ sites, cursor, limit }: DeadLetterSearch) {
    const [before] = cursor === undefined ? [] : (keysOf(cursor, ["number"]) as [number]);
    const rows = await this.#database
      .selectFrom("deadLetters")
      .selectAll()
      .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
      .$if(before !== undefined, (some) => some.where("id", "<", before ?? 0))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    return pageOfRows(rows, limit, ({ id }) => [id]);
  }
}
