import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migration.ts";
import { migrations } from "./migrations.ts";

const folder = mkdtempSync(join(tmpdir(), "plantroom-database-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fact = { name: "a", value: "b" };

describe("a transaction", () => {
  test("that throws leaves nothing, and lets others go on", async () => {
    const database = await openDatabase(":memory:", "");
    class Stop extends Error {}
    const failing = database.transaction().execute(async (transaction) => {
      await transaction.insertInto("facts").values(fact).execute();
      throw new Stop();
    });
    await expect(failing).rejects.toBeInstanceOf(Stop);
    expect(await database.selectFrom("facts").selectAll().execute()).toEqual([]);
    await database.destroy();
  });

  test("is never mixed with another's: they take turns", async () => {
    const database = await openDatabase(":memory:", "");
    const count = async (transaction: typeof database) =>
      Number(
        (
          await transaction
            .selectFrom("facts")
            .select(({ fn }) => fn.countAll().as("n"))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const add = (name: string) =>
      database.transaction().execute(async (transaction) => {
        const before = await count(transaction);
        await transaction
          .insertInto("facts")
          .values({ ...fact, name })
          .execute();
        return [before, await count(transaction)];
      });
    expect(await Promise.all(["a", "b", "c"].map(add))).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    await database.destroy();
  });
});

test("keeps references whole, takes booleans, and says how many rows changed", async () => {
  const database = await openDatabase(":memory:", "");
  const orphan = { tokenHash: "t", username: "nobody", createdAt: 0, lastSeenAt: 0, expiresAt: 0, address: "" };
  await expect(database.insertInto("sessions").values(orphan).execute()).rejects.toThrow("FOREIGN KEY");
  const person = { username: "a", name: "A", roles: "[]", passwordHash: "-", createdAt: 0, disabled: true as never };
  await database.insertInto("people").values(person).execute();
  expect(await database.selectFrom("people").select("disabled").executeTakeFirst()).toEqual({ disabled: 1 });
  const result = await database.deleteFrom("people").where("username", "=", "a").executeTakeFirst();
  expect(result.numDeletedRows).toBe(1n);
  await database.destroy();
});

describe("migrations", () => {
  test("stand in the order of their names, each once", () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test("run once, and what was committed is there after the next opening", async () => {
    for (const expected of [[], [fact]]) {
      const database = await openDatabase("sqlite:", folder);
      expect(await database.selectFrom("facts").selectAll().execute()).toEqual(expected);
      if (expected.length === 0) await database.insertInto("facts").values(fact).execute();
      await database.destroy();
    }
  });

  test("that fail half way leave the step before", async () => {
    const database = (await openDatabase(":memory:", "")) as unknown as Kysely<unknown>;
    const table: Migration = {
      name: "100-table",
      up: async (at) => at.schema.createTable("more").addColumn("a", "text").execute(),
    };
    const broken: Migration = {
      name: "101-broken",
      up: async (at) => {
        await at.schema.createTable("half").addColumn("a", "text").execute();
        await at.schema.dropTable("nothing").execute();
      },
    };
    await expect(migrate(database, [...migrations, table, broken])).rejects.toThrow("nothing");
    const tables = (await database.introspection.getTables()).map(({ name }) => name);
    expect(tables).toContain("more");
    expect(tables).not.toContain("half");
    const mended: Migration = { ...broken, up: async (at) => at.schema.dropTable("more").execute() };
    await migrate(database, [...migrations, table, mended]);
    expect((await database.introspection.getTables()).map(({ name }) => name)).not.toContain("more");
    await database.destroy();
  });
});
