import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import type { Call } from "../http/handler.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { deadLetterHandlers } from "./dead-letter-handlers.ts";
import { DeadLetters } from "./dead-letters.ts";
import type { StoredReading } from "./store.ts";

const noon = Date.UTC(2026, 10, 23, 12);
const estate = new MemoryEstate();
estate.apply({
  sites: ["harbour", "lab"].map((id) => ({ id, name: id, timeZone: "UTC", clock: "wall", currency: "TWD" })),
});

let database: Database;
let letters: DeadLetters;
beforeEach(async () => {
  database = await openDatabase(":memory:", "");
  letters = new DeadLetters(database);
});
afterEach(() => database.destroy());

const reading = (changes: Partial<StoredReading> = {}): StoredReading => ({
  ...{ site: "harbour", equipment: "pump-1", point: "power", at: noon, receivedAt: noon },
  ...{ value: 5.5, quality: "good", order: 1, ...changes },
});

async function list(query: Partial<Call<"GET /api/dead-letters">["query"]> = {}, sites?: readonly string[]) {
  const person = { username: "supervisor", name: "S", roles: ["supervisor"], sites };
  const call = { query: { limit: 100, ...query }, person } as unknown as Call<"GET /api/dead-letters">;
  return deadLetterHandlers(letters, estate)["GET /api/dead-letters"](call);
}

test("tells what was set aside, when and why", async () => {
  await letters.add(reading(), "field type conflict", noon + 1_000);
  expect(await list()).toEqual({
    items: [
      {
        ...{ id: "1", setAsideAt: "2026-11-23T12:00:01.000Z", site: "harbour", equipment: "pump-1", point: "power" },
        ...{ at: "2026-11-23T12:00:00.000Z", value: "5.5", reason: "field type conflict" },
      },
    ],
    next: null,
  });
});

test.each([Number.MAX_SAFE_INTEGER, Number.NaN])("has no time for a sample at %d", async (at) => {
  await letters.add(reading({ at }), "no time", noon);
  expect((await list()).items[0]).not.toHaveProperty("at");
});

test("is read page by page, newest first", async () => {
  for (let n = 1; n <= 5; n++) await letters.add(reading({ value: n }), "full", noon);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ limit: 2, cursor: cursor ?? undefined });
    seen.push(...page.items.map(({ value }) => value));
    cursor = page.next;
  }
  expect(seen).toEqual(["5", "4", "3", "2", "1"]);
});

test("shows one's own sites only", async () => {
  await letters.add(reading(), "full", noon);
  await letters.add(reading({ site: "lab" }), "full", noon);
  const sitesOf = async (...of: Parameters<typeof list>) => (await list(...of)).items.map(({ site }) => site);
  expect(await sitesOf()).toEqual(["lab", "harbour"]);
  expect(await sitesOf({ site: "harbour" })).toEqual(["harbour"]);
  expect(await sitesOf({}, ["lab"])).toEqual(["lab"]);
  await expect(list({ site: "harbour" }, ["lab"])).rejects.toMatchObject({ code: "not-found" });
});

test("counts those too that are kept no more", async () => {
  expect(await letters.count()).toBe(0);
  for (let n = 0; n < 3; n++) await letters.add(reading(), "full", noon);
  await database.deleteFrom("deadLetters").where("id", "<", 3).execute();
  expect(await letters.count()).toBe(3);
});
