import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { StoredReading } from "./store.ts";

/** So many are kept: enough to see what is wrong, too few to fill a disk. */
const kept = 10_000;
const longestValue = 500;

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
}
