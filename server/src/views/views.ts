import { randomUUID } from "node:crypto";
import type { Database } from "../database/database.ts";
import type { SavedViewsTable } from "../database/tables/saved-views.ts";

/** Filters of a list that somebody keeps under a name. */
export class SavedViews {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** By name. */
  of(page: string, owners: readonly string[]): Promise<readonly SavedViewsTable[]> {
    return this.#database
      .selectFrom("savedViews")
      .selectAll()
      .where("page", "=", page)
      .where("owner", "in", owners)
      .orderBy("name")
      .execute();
  }

  find(id: string): Promise<SavedViewsTable | undefined> {
    return this.#database.selectFrom("savedViews").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** A view of the same owner and name is replaced and keeps its id. */
  put(view: Omit<SavedViewsTable, "id">): Promise<SavedViewsTable> {
    return this.#database
      .insertInto("savedViews")
      .values({ ...view, id: randomUUID() })
      .onConflict((conflict) => conflict.columns(["page", "owner", "name"]).doUpdateSet({ query: view.query }))
      .returningAll()
      .executeTakeFirstOrThrow();
  }

  async remove(id: string): Promise<void> {
    await this.#database.deleteFrom("savedViews").where("id", "=", id).execute();
  }
}
