import { type Quality, qualities } from "@plantroom/model/quality.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { type Selectable, sql } from "kysely";
import type { Database } from "../database/database.ts";
import { keysOf, pageOfRows } from "../database/keyset.ts";
import type { DeadLettersTable } from "../database/tables/energy.ts";
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

export type DeadLetter = Selectable<DeadLettersTable>;

/** The reading of a letter; undefined where not enough of it was kept. */
export function readingOf({ receivedAt, quality, at, value, ...letter }: DeadLetter): StoredReading | undefined {
  if (receivedAt === null || quality === null || at === null) return undefined;
  const { site, equipment, point, order } = letter;
  return { site, equipment, point, order, at, receivedAt, value: JSON.parse(value), quality: qualityOf(quality) };
}

function qualityOf(word: string): Quality {
  return qualities.find((one) => one === word) ?? "uncertain";
}

/** Readings that the store will never take, set aside so that what came with them is stored. */
export class DeadLetters {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(reading: StoredReading, reason: string, at: Instant): Promise<void> {
    const { site, equipment, point, order, value, receivedAt, quality } = reading;
    const json = JSON.stringify(value) ?? String(value);
    const isWhole = json.length <= longestValue && [reading.at, order, receivedAt].every(Number.isSafeInteger);
    await this.#database.transaction().execute(async (transaction) => {
      const { insertId } = await transaction
        .insertInto("deadLetters")
        .values({
          site,
          equipment,
          point,
          at: Number.isSafeInteger(reading.at) ? reading.at : null,
          value: json.slice(0, longestValue),
          order: Number.isSafeInteger(order) ? order : -1,
          reason: reason.slice(0, longestValue),
          setAsideAt: at,
          ...(isWhole && { receivedAt, quality }),
        })
        .executeTakeFirstOrThrow();
      const oldest = Number(insertId ?? 0) - kept;
      if (oldest > 0) await transaction.deleteFrom("deadLetters").where("id", "<=", oldest).execute();
    });
  }

  /** How many were set aside since the beginning, those included that are kept no more. */
  async count(): Promise<number> {
    const { rows } = await sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'deadLetters'`.execute(
      this.#database,
    );
    return Number(rows[0]?.seq ?? 0);
  }

  /** How many are set aside now. */
  async kept(): Promise<number> {
    const { count } = await this.#database
      .selectFrom("deadLetters")
      .select(({ fn }) => fn.countAll().as("count"))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async find(id: number): Promise<DeadLetter | undefined> {
    return this.#database.selectFrom("deadLetters").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** Those of some sites that can be tried again, oldest first, behind an id. */
  async retryable(sites: readonly string[] | undefined, after: number, limit: number): Promise<readonly DeadLetter[]> {
    return this.#database
      .selectFrom("deadLetters")
      .selectAll()
      .where("id", ">", after)
      .where("receivedAt", "is not", null)
      .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
      .orderBy("id")
      .limit(limit)
      .execute();
  }

  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.#database.deleteFrom("deadLetters").where("id", "in", ids).execute();
  }

  async refusedAgain(id: number, reason: string, at: Instant): Promise<void> {
    await this.#database
      .updateTable("deadLetters")
      .set({ reason: reason.slice(0, longestValue), triedAgainAt: at })
      .where("id", "=", id)
      .execute();
  }

  /** What is set aside, as `site/equipment/point at`. */
  async places(): Promise<ReadonlySet<string>> {
    const rows = await this.#database
      .selectFrom("deadLetters")
      .select(["site", "equipment", "point", "at"])
      .where("at", "is not", null)
      .execute();
    return new Set(rows.map(({ site, equipment, point, at }) => `${site}/${equipment}/${point} ${at}`));
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
