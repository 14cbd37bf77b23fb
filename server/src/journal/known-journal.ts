import type { Database } from "../database/database.ts";

const fact = "journalName";

/** Which journal history was filled from last, by its name. */
export class KnownJournal {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined before the first. */
  async name(): Promise<string | undefined> {
    const row = await this.#database.selectFrom("facts").select("value").where("name", "=", fact).executeTakeFirst();
    return row?.value;
  }

  async keep(value: string): Promise<void> {
    await this.#database
      .insertInto("facts")
      .values({ name: fact, value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  }
}
