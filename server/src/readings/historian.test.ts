import type { JournalPosition, SamplesEntry, SampleTuple } from "@plantroom/model/journal/entry.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { KnownJournal } from "../journal/known-journal.ts";
import { MemoryJournal } from "../journal/memory-journal.ts";
import { DeadLetters } from "./dead-letters.ts";
import { type Historian, type HistorianOptions, startHistorian } from "./historian.ts";
import { MemoryReadings } from "./memory.ts";
import type { StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";

const start = Date.UTC(2024, 10, 23);
const ever = [0, 8e15, 1_000] as const;

/** A store that can be out of order, and that will not have the value 666. */
class MoodyStore extends MemoryReadings {
  down = false;
  writes: number[] = [];

  override async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    if (this.down) throw new StoreFailure("unavailable", "connection refused");
    if (batch.some(({ value }) => value === 666)) throw new StoreFailure("rejected", "field type conflict");
    this.writes.push(batch.length);
    await super.write(batch, position);
  }

  override async position(): Promise<JournalPosition> {
    if (this.down) throw new StoreFailure("unavailable", "connection refused");
    return super.position();
  }
}

describe("the historian", () => {
  let clock: HandClock;
  let journal: MemoryJournal;
  let store: MoodyStore;
  let database: Database;
  let historian: Historian | undefined;
  let metrics: Registry;

  beforeEach(async () => {
    clock = new HandClock(start);
    journal = new MemoryJournal();
    store = new MoodyStore();
    metrics = new Registry();
    database = await openDatabase(":memory:", "");
  });
  afterEach(async () => {
    await historian?.stop();
    historian = undefined;
    await database.destroy();
  });

  const begin = (options: Partial<HistorianOptions> = {}) => {
    const log = pino({ level: "silent" });
    const deadLetters = new DeadLetters(database);
    historian = startHistorian({
      store,
      journal,
      known: new KnownJournal(database),
      deadLetters,
      clock,
      log,
      metrics,
      random: () => 1,
      ...options,
    });
    return historian;
  };
  /** Lets time pass in steps, and everything that it sets off happen. */
  const pass = async (milliseconds: number) => {
    for (let passed = 0; passed <= milliseconds; passed += 250) {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      if (passed < milliseconds) clock.advance(250);
    }
  };
  const samplesOf = async (point: string) => {
    const samples = await store.samples({ site: "s", equipment: "e", point }, ...ever);
    return samples.map(({ at, value }) => [at - start, value]);
  };
  const entry = (...samples: SampleTuple[]): SamplesEntry => {
    return { kind: "samples", site: "s", equipment: "e", receivedAt: clock.now(), samples };
  };
  const value = (at: number, one: PointValue, point = "p") => entry([point, start + at, one]);

  test("stores every sample of the journal and tells how far it is", async () => {
    journal.append(value(1, 1.5), entry(["p", start + 2, 2], ["q", start + 2, true, "uncertain"]));
    const end = journal.append({
      kind: "presence",
      site: "s",
      equipment: "e",
      receivedAt: start,
      online: true,
      reason: "status",
    });
    const stored: StoredReading[] = [];
    const { progress } = begin({ onStored: (readings) => stored.push(...readings) });
    await pass(500);
    expect(await samplesOf("p")).toEqual([
      [1, 1.5],
      [2, 2],
    ]);
    expect(await store.samples({ site: "s", equipment: "e", point: "q" }, ...ever)).toEqual([
      { at: start + 2, value: true, quality: "uncertain" },
    ]);
    expect(stored).toHaveLength(3);
    expect(progress()).toEqual({ position: end, lag: 0, problem: undefined });
    expect(await store.position()).toBe(end);
    expect(journal.published.get("historian")).toBe(end);
  });

  test("waits a quarter of a second for company, counted from the first", async () => {
    begin();
    for (let i = 0; i < 8; i++) {
      journal.append(value(i, i));
      await pass(0);
      clock.advance(100);
      await pass(0);
    }
    expect(store.writes).toEqual([3, 3]);
  });

  test("a clock that is set back by an hour keeps nothing waiting", async () => {
    begin();
    journal.append(value(1, 1));
    await pass(0);
    clock.set(clock.now() - 3_600_000);
    await pass(250);
    expect(await samplesOf("p")).toEqual([[1, 1]]);
  });

  test("does not wait when there is much", async () => {
    for (let frame = 0; frame < 30; frame++) {
      journal.append(
        entry(...Array.from({ length: 1_000 }, (_, i): SampleTuple => ["p", start + frame * 1_000 + i, i % 100])),
      );
    }
    begin();
    await pass(0);
    expect(store.writes).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 5_000]);
  });

  test("goes on from the store's own position", async () => {
    const first = journal.append(value(1, 1));
    journal.append(value(2, 2));
    await store.write([], first);
    begin();
    await pass(250);
    expect(await samplesOf("p")).toEqual([[2, 2]]);
  });

  test("the lag of a backlog does not fall to nothing between two batches, and does once it is through", async () => {
    for (let frame = 0; frame < 3; frame++) {
      journal.append(
        entry(...Array.from({ length: 5_000 }, (_, i): SampleTuple => ["p", start + frame * 5_000 + i, i])),
      );
    }
    clock.advance(60_000);
    const lags: number[] = [];
    const { progress } = begin({ onStored: () => lags.push(progress().lag) });
    await pass(0);
    expect(lags).toEqual([60_000, 60_000, 60_000]);
    await pass(500);
    expect(progress().lag).toBe(0);
  });

  test("the very last position is published, although it came too soon after the one before", async () => {
    const publish = journal.publish.bind(journal);
    let last = Number.NEGATIVE_INFINITY;
    journal.publish = async (consumer, position) => {
      if (clock.now() - last < 1_000) return;
      last = clock.now();
      await publish(consumer, position);
    };
    begin();
    journal.append(value(1, 1));
    await pass(250);
    const end = journal.append(value(2, 2));
    await pass(2_000);
    expect(journal.published.get("historian")).toBe(end);
  });

  test("a store that is away from the start shows as lag", async () => {
    store.down = true;
    const { progress } = begin();
    await pass(20_000);
    expect(progress().lag).toBeGreaterThanOrEqual(19_000);
  });

  test("an outage of the store loses nothing, shows as lag and needs nobody", async () => {
    store.down = true;
    const { progress, readiness } = begin();
    journal.append(value(1, 1));
    await pass(60_000);
    journal.append(value(2, 2));
    await pass(60_000);
    expect(await readiness.reason()).toBe("readings store: connection refused");
    store.down = false;
    await pass(31_000);
    expect(await samplesOf("p")).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(progress()).toMatchObject({ lag: 0, problem: undefined });
    expect(await readiness.reason()).toBeUndefined();

    store.down = true;
    journal.append(value(3, 3));
    await pass(10_000);
    expect(progress().lag).toBeGreaterThanOrEqual(10_000);
    expect(journal.published.get("historian")).toBeLessThan(await journal.end());
  });

  test("a reading that the store rejects is set aside with its reason, what came with it is stored", async () => {
    journal.append(value(1, 1), value(2, 666), value(3, 3), value(4, 4));
    journal.append(value(5, 5), value(6, 6, "q"), value(7, 666, "q"));
    begin();
    await pass(250);
    expect(await samplesOf("p")).toEqual([1, 3, 4, 5].map((at) => [at, at]));
    expect(await samplesOf("q")).toEqual([[6, 6]]);
    expect(await store.position()).toBe(await journal.end());
    const letters = await database.selectFrom("deadLetters").selectAll().orderBy("id").execute();
    expect(letters).toMatchObject([
      { site: "s", equipment: "e", point: "p", at: start + 2, value: "666", reason: "field type conflict" },
      { point: "q", at: start + 7 },
    ]);
    expect(await metrics.metrics()).toContain("plantroom_history_dead_letters_total 2");
  });

  test("one poison point in a batch of 5,000 is found by halving, the other 4,999 are stored", async () => {
    journal.append(
      entry(...Array.from({ length: 5_000 }, (_, i): SampleTuple => ["p", start + i, i === 3_210 ? 666 : i / 10])),
    );
    begin();
    await pass(250);
    expect(await store.count()).toBe(4_999);
    expect(await database.selectFrom("deadLetters").select("at").execute()).toEqual([{ at: start + 3_210 }]);
    // Halves of halves: far fewer writes than readings.
    expect(store.writes.length).toBeLessThan(30);
  });

  test("an outage in the middle of a rejected batch repeats nothing and loses nothing", async () => {
    journal.append(value(1, 1), value(2, 666), value(3, 3), value(4, 4));
    const write = store.write.bind(store);
    let failures = 2;
    store.write = async (batch, position) => {
      if (batch.length === 1 && failures-- > 0) throw new StoreFailure("unavailable", "busy");
      await write(batch, position);
    };
    begin();
    await pass(5_000);
    expect(await samplesOf("p")).toEqual([1, 3, 4].map((at) => [at, at]));
    expect(await store.count()).toBe(3);
  });

  test("a journal that lost its end is read on from there: what is stored is not written again", async () => {
    const end = journal.append(value(1, 1));
    await new KnownJournal(database).keep("memory");
    await store.write([readingAt(1), { ...readingAt(9), order: 5_000 }], 5_001);
    store.writes = [];
    begin();
    await pass(250);
    expect(store.writes).toEqual([]);
    expect(await store.position()).toBe(end);
    journal.append(value(2, 2));
    await pass(250);
    expect(await samplesOf("p")).toEqual([1, 2, 9].map((at) => [at, at]));
    expect(store.writes).toEqual([1]);
  });

  test("waits for a journal that it knows, instead of taking its absence for a new one", async () => {
    journal.append(value(1, 1));
    journal.named = undefined;
    await new KnownJournal(database).keep("memory");
    const { readiness } = begin();
    await pass(1_000);
    expect(store.writes).toEqual([]);
    expect(await readiness.reason()).toContain("not there yet");
    journal.named = "memory";
    await pass(500);
    expect(await samplesOf("p")).toEqual([[1, 1]]);
  });

  test.each([
    ["that ends before what was stored", 5_001],
    ["that is longer than what was stored of the other", 1],
  ])("another journal, %s, is read from its beginning", async (_, position) => {
    await new KnownJournal(database).keep("the one before");
    await store.write([{ ...readingAt(9), order: position - 1 }], position);
    journal.append(value(1, 1));
    journal.append(value(2, 2));
    begin();
    await pass(250);
    expect(await samplesOf("p")).toEqual([1, 2, 9].map((at) => [at, at]));
    expect(await store.position()).toBe(await journal.end());
    expect(await new KnownJournal(database).name()).toBe("memory");
  });

  test("a journal that ends before what was stored, and was never named, is read from its beginning", async () => {
    await store.write([{ ...readingAt(9), order: 5_000 }], 5_001);
    journal.append(value(1, 1));
    begin();
    await pass(250);
    expect(await samplesOf("p")).toEqual([
      [1, 1],
      [9, 9],
    ]);
    expect(await store.position()).toBe(await journal.end());
  });

  test("a stop stores what is there and does not wait for a store that is away", async () => {
    const running = begin();
    journal.append(value(1, 1));
    await pass(0);
    await running.stop();
    expect(await samplesOf("p")).toEqual([[1, 1]]);

    store.down = true;
    const away = begin({ metrics: new Registry() });
    await pass(0);
    await away.stop();
    expect(away.progress().problem).toBe("connection refused");
  });

  test("a journal that cannot be read is asked again", async () => {
    const read = journal.read.bind(journal);
    let failures = 3;
    journal.read = (from, signal) => {
      if (failures-- > 0) throw new TypeError("EIO");
      return read(from, signal);
    };
    journal.append(value(1, 1));
    begin();
    await pass(10_000);
    expect(await samplesOf("p")).toEqual([[1, 1]]);
  });

  const readingAt = (at: number): StoredReading => {
    return {
      site: "s",
      equipment: "e",
      point: "p",
      at: start + at,
      receivedAt: start,
      value: at,
      quality: "good",
      order: at,
    };
  };
});
