import { afterEach, beforeEach, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { Call } from "../http/handler.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { deadLetterHandlers } from "./dead-letter-handlers.ts";
import { DeadLetterRetry } from "./dead-letter-retry.ts";
import { DeadLetters } from "./dead-letters.ts";
import { MemoryReadings } from "./memory.ts";
import type { StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";

const noon = Date.UTC(2026, 10, 23, 12);
const estate = new MemoryEstate();
estate.apply({
  sites: ["harbour", "lab"].map((id) => ({ id, name: id, timeZone: "UTC", clock: "wall", currency: "TWD" })),
});

let database: Database;
let letters: DeadLetters;
let store: Picky;
const clock = new HandClock(noon + 60_000);
beforeEach(async () => {
  database = await openDatabase(":memory:", "");
  letters = new DeadLetters(database);
  store = new Picky();
});
afterEach(() => database.destroy());

const reading = (changes: Partial<StoredReading> = {}): StoredReading => ({
  ...{ site: "harbour", equipment: "pump-1", point: "power", at: noon, receivedAt: noon },
  ...{ value: 5.5, quality: "good", order: 1, ...changes },
});

/** A store that takes everything but the value 666. */
class Picky extends MemoryReadings {
  down = false;

  override async replay(batch: readonly StoredReading[]): Promise<void> {
    if (this.down) throw new StoreFailure("unavailable", "connection refused");
    if (batch.some(({ value }) => value === 666)) throw new StoreFailure("rejected", "still a conflict");
    await super.replay(batch);
  }
}

function handlers() {
  return deadLetterHandlers(letters, new DeadLetterRetry({ letters, store, clock, onStored: () => undefined }), estate);
}

async function list(query: Partial<Call<"GET /api/dead-letters">["query"]> = {}, sites?: readonly string[]) {
  const person = { username: "supervisor", name: "S", roles: ["supervisor"], sites };
  const call = { query: { limit: 100, ...query }, person } as unknown as Call<"GET /api/dead-letters">;
  return handlers()["GET /api/dead-letters"](call);
}

test("tells what was set aside, when and why", async () => {
  await letters.add(reading(), "field type conflict", noon + 1_000);
  expect(await list()).toEqual({
    items: [
      {
        ...{ id: "1", setAsideAt: "2026-11-23T12:00:01.000Z", site: "harbour", equipment: "pump-1", point: "power" },
        ...{ at: "2026-11-23T12:00:00.000Z", value: "5.5", reason: "field type conflict" },
        retryable: true,
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

const person = { username: "admin", name: "A", roles: ["administrator"] };
const retryAll = (sites?: readonly string[]) =>
  handlers()["POST /api/dead-letters/retry"]({
    person: { ...person, sites },
  } as unknown as Call<"POST /api/dead-letters/retry">);
const retryOne = (id: string, sites?: readonly string[]) =>
  handlers()["POST /api/dead-letters/{id}/retry"]({
    params: { id },
    person: { ...person, sites },
  } as unknown as Call<"POST /api/dead-letters/{id}/retry">);

test("what the store takes now is stored and no letter any more, the rest says when it was tried", async () => {
  for (const value of [1, 666, 3, 4]) await letters.add(reading({ value, at: noon + value }), "conflict", noon);
  expect(await retryAll()).toEqual({ stored: 3, refused: 1 });
  const kept = await store.samples({ site: "harbour", equipment: "pump-1", point: "power" }, 0, 8e15, 10);
  expect(kept.map(({ value }) => value)).toEqual([1, 3, 4]);
  expect((await list()).items).toMatchObject([
    { id: "2", reason: "still a conflict", triedAgainAt: "2026-11-23T12:01:00.000Z", retryable: true },
  ]);
  expect(await letters.kept()).toBe(1);
  expect(await letters.count()).toBe(4);
});

test("one is tried alone, of one's own sites only", async () => {
  await letters.add(reading(), "conflict", noon);
  await letters.add(reading({ site: "lab" }), "conflict", noon);
  await expect(retryOne("2", ["harbour"])).rejects.toMatchObject({ code: "not-found" });
  await expect(retryOne("9")).rejects.toMatchObject({ code: "not-found" });
  expect(await retryOne("2")).toEqual({ stored: 1, refused: 0 });
  expect((await list()).items.map(({ id }) => id)).toEqual(["1"]);
  expect(await retryAll(["lab"])).toEqual({ stored: 0, refused: 0 });
});

test("a store that is away keeps the letters", async () => {
  await letters.add(reading(), "conflict", noon);
  store.down = true;
  await expect(retryAll()).rejects.toMatchObject({ code: "not-ready" });
  expect(await letters.kept()).toBe(1);
});

test("what was not kept whole cannot be tried again", async () => {
  await letters.add(reading({ value: "x".repeat(600) }), "too long", noon);
  expect((await list()).items).toMatchObject([{ retryable: false }]);
  expect(await retryAll()).toEqual({ stored: 0, refused: 0 });
  expect(await letters.kept()).toBe(1);
});
