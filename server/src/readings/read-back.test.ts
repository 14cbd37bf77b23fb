import type { JournalPosition, SampleTuple } from "@plantroom/model/journal/entry.ts";
import { hour } from "@plantroom/model/time.ts";
import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { MemoryJournal } from "../journal/memory-journal.ts";
import { withFrame } from "./batch.ts";
import { DeadLetters } from "./dead-letters.ts";
import { MemoryReadings } from "./memory.ts";
import { ReadBack } from "./read-back.ts";
import { ReadBacks, readBackView } from "./read-backs.ts";
import type { StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";

const noon = Date.UTC(2026, 10, 23, 12);
const ever = [0, 8e15, 1e9] as const;

/** Says yes to everything and keeps what it likes; will never have the value 666. */
class LyingStore extends MemoryReadings {
  keeps: (reading: StoredReading) => boolean = () => true;
  down = false;

  override async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    await super.write(batch.filter(this.keeps), position);
  }

  override async replay(batch: readonly StoredReading[]): Promise<void> {
    if (this.down) throw new StoreFailure("unavailable", "connection refused");
    if (batch.some(({ value }) => value === 666)) throw new StoreFailure("rejected", "field type conflict");
    await super.replay(batch);
  }
}

describe("the comparison of the store with the journal", () => {
  let database: Database;
  let journal: MemoryJournal;
  let store: LyingStore;
  let readBacks: ReadBacks;
  let deadLetters: DeadLetters;
  let stored: StoredReading[];
  let readBack: ReadBack;
  beforeEach(async () => {
    database = await openDatabase(":memory:", "");
    readBacks = new ReadBacks(database);
    deadLetters = new DeadLetters(database);
    begin();
  });
  afterEach(async () => {
    await readBack.stop();
    await database.destroy();
  });

  function begin() {
    journal = new MemoryJournal();
    store = new LyingStore();
    stored = [];
    let end = 0;
    void journal.end().then((at) => {
      end = at;
    });
    readBack = new ReadBack({
      ...{ store, journal, deadLetters, readBacks, clock: systemClock, log: pino({ level: "silent" }) },
      storedUpTo: () => end,
      onStored: (readings) => stored.push(...readings),
    });
    const append = journal.append.bind(journal);
    journal.append = (...entries) => {
      end = append(...entries);
      return end;
    };
  }

  /** One commit: into the journal, and to the store as the historian does. */
  async function commit(samples: readonly SampleTuple[], equipment = "pump-1") {
    const entry = { kind: "samples", site: "s", equipment, receivedAt: noon, samples } as const;
    const position = await journal.end();
    const next = journal.append(entry);
    await store.write(withFrame(undefined, { position, next, entries: [entry] }, noon).readings, next);
  }
  async function compare(by = "admin") {
    const { id } = await readBack.begin(by);
    await expect.poll(async () => (await readBacks.newest())?.outcome, { interval: 2 }).not.toBe("running");
    const row = await readBacks.newest();
    expect(row?.id).toBe(id);
    return row;
  }
  const timesOf = async (point: string, equipment = "pump-1") =>
    (await store.samples({ site: "s", equipment, point }, ...ever)).map(({ at, value }) => [at - noon, value]);

  test("finds nothing missing in an honest store", async () => {
    await commit([
      ["flow", noon, 1],
      ["running", noon, true],
    ]);
    await commit([["flow", noon + hour, 2]]);
    expect(await compare()).toMatchObject({ outcome: "done", by: "admin", compared: 3, missing: 0, replayed: 0 });
    expect(stored).toEqual([]);
  });

  test("an empty journal has nothing to compare", async () => {
    expect(await compare()).toMatchObject({ outcome: "done", compared: 0, from: null, to: null });
  });

  test("writes again what the store acknowledged and lost, and nothing else", async () => {
    store.keeps = ({ at, point }) => point !== "flow" || at % 3 === 0;
    for (let i = 0; i < 30; i++)
      await commit([
        ["flow", noon + i, i],
        ["current", noon + i, i],
      ]);
    expect(await compare()).toMatchObject({ compared: 60, missing: 20, replayed: 20, refused: 0 });
    expect(await timesOf("flow")).toEqual(Array.from({ length: 30 }, (_, i) => [i, i]));
    expect(stored.every(({ point, at }) => point === "flow" && at % 3 !== 0)).toBe(true);
    expect(await compare()).toMatchObject({ compared: 60, missing: 0 });
  });

  test("of two values of one time the later one is written again", async () => {
    store.keeps = () => false;
    await commit([["flow", noon, 1]]);
    await commit([["flow", noon, 2]]);
    expect(await compare()).toMatchObject({ compared: 1, missing: 1, replayed: 1 });
    expect(await timesOf("flow")).toEqual([[0, 2]]);
  });

  test("does not expect what is set aside", async () => {
    store.keeps = ({ value }) => value !== 666;
    await commit([
      ["flow", noon, 666],
      ["flow", noon + 1, 1],
    ]);
    const order = 0;
    const letter = { site: "s", equipment: "pump-1", point: "flow", at: noon, receivedAt: noon, value: 666 };
    await deadLetters.add({ ...letter, quality: "good", order }, "field type conflict", noon);
    expect(await compare()).toMatchObject({ compared: 1, missing: 0 });
  });

  test("what the store refuses again is counted, the rest of its batch is written", async () => {
    store.keeps = () => false;
    await commit([
      ["flow", noon, 1],
      ["flow", noon + 1, 666],
      ["flow", noon + 2, 3],
    ]);
    expect(await compare()).toMatchObject({ outcome: "done", missing: 3, replayed: 2, refused: 1 });
  });

  test("a store that is away ends it with the reason", async () => {
    store.keeps = () => false;
    await commit([["flow", noon, 1]]);
    store.down = true;
    expect(await compare()).toMatchObject({
      outcome: "failed",
      problem: "connection refused",
      missing: 1,
      replayed: 0,
    });
  });

  test("who asks while one runs, or at the same moment, is told of that one", async () => {
    await commit([["flow", noon, 1]]);
    const rows = await Promise.all([readBack.begin("admin"), readBack.begin("other"), readBack.begin()]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    await expect.poll(async () => (await readBacks.newest())?.outcome, { interval: 2 }).toBe("done");
    expect((await readBacks.list(undefined, 10)).items).toHaveLength(1);
  });

  test("by the timetable each entry is compared twice, on demand all of them", async () => {
    const positions: JournalPosition[] = [];
    for (let round = 0; round < 4; round++) {
      await commit([["flow", noon + round, round]]);
      const { id, fromPosition } = await readBack.begin();
      positions.push(fromPosition);
      await expect.poll(async () => (await readBacks.newest())?.outcome, { interval: 2 }).toBe("done");
      expect((await readBacks.newest())?.id).toBe(id);
    }
    expect(positions).toEqual([0, 0, 2, 4]);
    expect((await compare())?.fromPosition).toBe(0);
  });

  test("another journal is compared from its beginning, whatever was reached in the one before", async () => {
    for (let i = 0; i < 2; i++) {
      const { id } = await readBacks.begin(noon, undefined, 0, 5_000);
      await readBacks.update(id, { outcome: "done" });
    }
    await commit([["flow", noon, 1]]);
    expect((await readBack.begin()).fromPosition).toBe(0);
  });

  test("what was under way when the server ended is told as interrupted", async () => {
    await readBacks.begin(noon, "admin", 0, 0);
    await readBack.start();
    const newest = await readBacks.newest();
    expect(newest && readBackView(newest)).toMatchObject({ outcome: "interrupted", by: "admin" });
  });

  test("whatever the store lost: afterwards it holds the journal", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(3 * hour), fc.integer()), { maxLength: 40 }),
        fc.infiniteStream(fc.boolean()),
        async (readings, kept) => {
          begin();
          store.keeps = () => kept.next().value === true;
          const expected = new Map<string, number>();
          for (const [point, at, value] of readings) {
            await commit([[point, noon + at, value]]);
            expected.set(`${point} ${at}`, value);
          }
          await compare();
          const found = new Map<string, unknown>();
          for (const point of ["a", "b", "c"]) {
            for (const [at, value] of await timesOf(point)) found.set(`${point} ${at}`, value);
          }
          // Where a later value of one time was lost and an earlier one kept, the count is right: its loss cannot be seen.
          expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
        },
      ),
      { numRuns: 30 },
    );
  });
});
