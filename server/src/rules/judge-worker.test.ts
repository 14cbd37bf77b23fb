import type { JournalEntry } from "@plantroom/model/journal/entry.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acknowledge } from "../alarms/acts.ts";
import { findAlarm, journalOf, searchAlarms } from "../alarms/repository.ts";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { MemoryJournal } from "../journal/memory-journal.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { JudgeWorker } from "./judge-worker.ts";
import { JudgeMetrics } from "./metrics.ts";
import { low, machine, people, ruleOf, siteId, start, trip } from "./timeline-fixture.ts";

const silent = ruleOf("SILENT", { when: { kind: "no-data", seconds: 60 } });

class DiskFull extends Error {}

describe("the judge's worker", () => {
  let clock: HandClock;
  let journal: MemoryJournal;
  let database: Database;
  let estate: MemoryEstate;
  let registry: Registry;
  let worker: JudgeWorker;
  let failing: number;
  let reloads: number;
  let told: string[];
  let rules: readonly Rule[];

  const begin = async () => {
    registry = new Registry();
    worker = await JudgeWorker.start({
      ...{ database, estate, journal, clock, rules, log: pino({ level: "silent" }) },
      metrics: new JudgeMetrics(registry, () => worker.lag / 1_000),
      newId: () => crypto.randomUUID(),
      onOutcome: ({ alarms }) => told.push(...alarms.map(({ rule, state }) => `${rule} ${state}`)),
      onReload: () => reloads++,
      alongside: async () => {
        if (failing-- > 0) throw new DiskFull();
      },
    });
  };
  const end = async () => {
    const stopped = worker.stop();
    const winding = setInterval(() => clock.advance(1_000), 1);
    await stopped;
    clearInterval(winding);
  };

  beforeEach(async () => {
    clock = new HandClock(start);
    journal = new MemoryJournal();
    database = await openDatabase(":memory:", "");
    estate = new MemoryEstate();
    estate.apply({
      sites: [{ id: siteId, name: "H", timeZone: "UTC", clock: "wall", currency: "TWD" }],
      deviceTypes: [machine],
      equipment: [{ site: siteId, id: "pump-1", type: machine.id, name: "Pump 1" }],
    });
    failing = 0;
    reloads = 0;
    told = [];
    rules = [low, trip];
    await begin();
  });
  afterEach(async () => {
    failing = 0;
    await end();
    await database.destroy();
  });

  const samples = (values: Record<string, number | boolean>): JournalEntry => {
    const receivedAt = clock.now();
    const tuples = Object.entries(values).map(([point, value]) => [point, receivedAt, value] as const);
    return { kind: "samples", site: siteId, equipment: "pump-1", receivedAt, samples: tuples };
  };
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    for (let i = 0; i < 20; i++) await new Promise((turn) => setImmediate(turn));
  };
  const alarms = async () => (await searchAlarms(database, { open: "all", limit: 10 })).items;
  const until = (what: () => unknown) =>
    expect.poll(
      async () => {
        await pass(200);
        return what();
      },
      { interval: 2, timeout: 5_000 },
    );

  test("goes on from the last commit when one fails, and tells nothing twice", async () => {
    failing = 1;
    journal.append(samples({ trip: true }));
    await until(() => told).toEqual(["TRIP unacknowledged"]);
    expect(reloads).toBe(1);
    expect(await alarms()).toMatchObject([{ rule: "TRIP", occurrences: 1 }]);
    expect(await registry.getSingleMetric("plantroom_judge_failures_total")?.get()).toMatchObject({
      values: [{ value: 1 }],
    });
  });

  test("keeps trying while the disk is full, and loses nothing", async () => {
    failing = 5;
    journal.append(samples({ trip: true }));
    await until(() => reloads).toBe(5);
    await until(() => told).toEqual(["TRIP unacknowledged"]);
  });

  test("what a person did and could not be written never happened", async () => {
    journal.append(samples({ trip: true }));
    await until(() => told.length).toBe(1);
    const [alarm] = await alarms();
    const id = alarm?.id ?? "";
    const acknowledges = () =>
      worker.act((books, now) => {
        const open = books.alarms.get(id);
        const moved = open && acknowledge("seen")(open, people.operator, now);
        if (moved) books.moved(moved);
      });
    failing = 1;
    await expect(acknowledges()).rejects.toBeInstanceOf(DiskFull);
    await expect(acknowledges()).rejects.toMatchObject({ code: "not-ready" });
    expect(await findAlarm(database, id)).toMatchObject({ state: "unacknowledged" });
    await until(() => reloads).toBe(1);
    expect(worker.books.alarms.get(id)?.state).toBe("unacknowledged");
    await acknowledges();
    expect(await findAlarm(database, id)).toMatchObject({ state: "acknowledged" });
    expect((await journalOf(database, id)).map(({ event }) => event)).toEqual(["raised", "acknowledged"]);
  });

  test("delays end although a torn tail makes the journal look longer than it can be read", async () => {
    journal.append(samples({ pressure: 0.2 }));
    const whole = await journal.end();
    journal.end = () => Promise.resolve(whole + 17);
    await pass(100);
    await pass(70_000);
    await until(() => told).toEqual(["LOW unacknowledged"]);
    expect(worker.isCaughtUp).toBe(true);
  });

  test.each([
    ["an hour", 3_600_000],
    ["ten seconds", 10_000],
  ])(
    "the clock is set forward by %s: a delay that runs keeps what is left of it, nothing falls silent",
    async (_, by) => {
      await end();
      rules = [low, silent];
      await begin();
      journal.append(samples({ pressure: 0.2 }));
      await pass(200);
      await pass(30_000);
      clock.set(clock.now() + by);
      await pass(200);
      expect(told).toEqual([]);
      // What the gateway tells of it later changes nothing.
      journal.append({ kind: "clock-set", receivedAt: clock.now(), by });
      journal.append(samples({ pressure: 0.2 }));
      await pass(28_000);
      expect(told).toEqual([]);
      await pass(3_000);
      await until(() => told).toEqual(["LOW unacknowledged"]);
    },
  );

  test("a delay does not end before what was received meanwhile is judged", async () => {
    journal.append(samples({ pressure: 0.2 }));
    await pass(100);
    clock.advance(59_850);
    journal.append(samples({ pressure: 2 }));
    clock.advance(120); // the delay would have ended, were it not for what is on its way
    await pass(1_000);
    expect(told).toEqual([]);
  });

  test("goes on at the end of a journal that is shorter than what it had judged", async () => {
    journal.append(samples({ trip: false }), samples({ trip: false }), samples({ trip: false }));
    await pass(5_000);
    await end();
    journal = new MemoryJournal();
    await begin();
    await pass(100);
    journal.append(samples({ trip: true }));
    await until(() => told).toEqual(["TRIP unacknowledged"]);
  });

  test("latest values survive a restart, also those that no checkpoint holds", async () => {
    journal.append(samples({ pressure: 1.5 }));
    await until(() => journal.published.get("judge")).toBe(await journal.end());
    journal.append(samples({ pressure: 1.75, trip: true }));
    await until(() => told.length).toBe(1);
    const checkpoint = await database.selectFrom("judges").selectAll().executeTakeFirst();
    await end();
    await begin();
    await pass(100);
    expect(worker.books.judge.estate.equipment(siteId, "pump-1")?.latest("pressure")?.value).toBe(1.75);
    expect(checkpoint?.latestPosition).toBeLessThanOrEqual(checkpoint?.position ?? 0);
    expect(told).toHaveLength(1);
  });

  test("a machine that slept raises no silence by itself", async () => {
    await end();
    rules = [silent];
    await begin();
    journal.append(samples({ pressure: 1 }));
    await pass(1_000);
    await pass(8 * 3_600_000);
    await pass(30_000);
    expect(told).toEqual([]);
    for (let i = 0; i < 10; i++) await pass(5_000);
    await until(() => told).toEqual(["SILENT unacknowledged"]);
  });

  test("judging goes on although its position cannot be published", async () => {
    journal.publish = () => Promise.reject(new DiskFull());
    journal.append(samples({ trip: true }));
    await until(() => told).toEqual(["TRIP unacknowledged"]);
    await pass(100);
    await worker.act(() => undefined);
    expect(reloads).toBe(0);
  });

  test("a reader that fails is asked again", async () => {
    const read = journal.read.bind(journal);
    await end();
    let failures = 2;
    journal.read = (from, signal) => {
      if (failures-- > 0) throw new DiskFull();
      return read(from, signal);
    };
    await begin();
    journal.append(samples({ trip: true }));
    await until(() => told).toEqual(["TRIP unacknowledged"]);
  });
});
