import type { PersonView } from "@plantroom/model/api/types.ts";
import type { Role } from "@plantroom/model/people/roles.ts";
import type { Locale } from "@plantroom/model/text.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Selectable } from "kysely";
import type { Database } from "../database/database.ts";
import type { PeopleTable } from "../database/tables/platform.ts";

export interface Account extends PersonView {
  readonly passwordHash: string;
}

/** The repository of people. */
export class People {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async all(): Promise<readonly PersonView[]> {
    const rows = await this.#database.selectFrom("people").selectAll().orderBy("username").execute();
    return rows.map((row) => viewOf(row));
  }

  async find(username: string): Promise<Account | undefined> {
    const row = await this.#database
      .selectFrom("people")
      .selectAll()
      .where("username", "=", username)
      .executeTakeFirst();
    return row && { ...viewOf(row), passwordHash: row.passwordHash };
  }

  /** False when the name is taken. */
  async add(person: PersonView, passwordHash: string, at: Instant): Promise<boolean> {
    const result = await this.#database
      .insertInto("people")
      .values({ ...columnsOf(person), username: person.username, passwordHash, createdAt: at })
      .onConflict((conflict) => conflict.column("username").doNothing())
      .executeTakeFirst();
    return result.numInsertedOrUpdatedRows === 1n;
  }

  async change(person: PersonView, passwordHash: string | undefined): Promise<void> {
    await this.#database
      .updateTable("people")
      .set({ ...columnsOf(person), ...(passwordHash !== undefined && { passwordHash }) })
      .where("username", "=", person.username)
      .execute();
  }

  /** False when it is not this password any more; nothing else of the person is touched. */
  async changePassword(username: string, before: string, after: string): Promise<boolean> {
    const result = await this.#database
      .updateTable("people")
      .set({ passwordHash: after })
      .where("username", "=", username)
      .where("passwordHash", "=", before)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async chooseLocale(username: string, locale: Locale): Promise<void> {
    await this.#database.updateTable("people").set({ locale }).where("username", "=", username).execute();
  }
}

function columnsOf(person: PersonView) {
  return {
    name: person.name,
    roles: JSON.stringify(person.roles),
    sites: person.sites === undefined ? null : JSON.stringify(person.sites),
    locale: person.locale ?? null,
    disabled: person.disabled === true ? 1 : 0,
  };
}

function viewOf(row: Selectable<PeopleTable>): PersonView {
  return {
    username: row.username,
    name: row.name,
    roles: JSON.parse(row.roles) as Role[],
    ...(row.sites !== null && { sites: JSON.parse(row.sites) as string[] }),
    ...(row.locale !== null && { locale: row.locale as Locale }),
    ...(row.disabled === 1 && { disabled: true }),
  };
}
