import type { PointValue } from "@plantroom/model/points/point.ts";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bucketsOfSamples } from "../../server/src/readings/bucket.ts";
import type { Bucket, ReadingStore, Sample, SeriesKey, StoredReading } from "../../server/src/readings/store.ts";
import { isRejected } from "../../server/src/readings/store-failure.ts";

const start = Date.UTC(2024, 10, 23);
const pressure: SeriesKey = { site: "harbour", equipment: "pump-1", point: "discharge_pressure" };
const running: SeriesKey = { ...pressure, point: "running" };
const mode: SeriesKey = { ...pressure, point: "mode" };
const ever = [-8e15, 8e15] as const;

function reading(series: SeriesKey, at: number, value: PointValue, more: Partial<StoredReading> = {}): StoredReading {
  return { ...series, at: start + at, receivedAt: start + at + 40, value, quality: "good", order: 0, ...more };
}

function sample(at: number, value: PointValue): Sample {
  return { at: start + at, value, quality: "good" };
}

/** The suite that every adapter of `ReadingStore` passes; `open` answers an empty store. */
export function describeReadingStore(name: string, open: () => Promise<ReadingStore>): void {
  describe(`${name} keeps readings`, () => {
    let store: ReadingStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const all = (series: SeriesKey) => store.samples(series, ...ever, 1_000_000);
    const write = (...batch: StoredReading[]) => store.write(batch, 0);

    test("a new store is empty and stands at position 0", async () => {
      expect(await store.position()).toBe(0);
      expect(await store.count()).toBe(0);
      expect(await all(pressure)).toEqual([]);
      expect(await store.buckets(pressure, start, start + 1_000, 100)).toEqual([]);
      expect(await store.lastBefore(pressure, start)).toBeUndefined();
      expect(await store.firstFrom(pressure, start)).toBeUndefined();
    });

    test.each([
      ["a number", pressure, 0.4205],
      ["a negative number", pressure, -1e-9],
      ["a large number", pressure, 1.5e15],
      ["zero", pressure, 0],
      ["true", running, true],
      ["false", running, false],
      ["a word", mode, "auto"],
      ["no text", mode, ""],
      ["a text of another script", mode, "手動 🛗 'quoted'; --"],
    ] as const)("%s comes back as it was", async (_, series, value) => {
      await write(reading(series, 5, value, { quality: "uncertain" }));
      expect(await all(series)).toEqual([{ at: start + 5, value, quality: "uncertain" }]);
    });

    test("samples come in order of time, whatever the order of arrival", async () => {
      await write(reading(pressure, 30, 3), reading(pressure, 10, 1));
      await write(reading(pressure, 20, 2));
      expect(await all(pressure)).toEqual([sample(10, 1), sample(20, 2), sample(30, 3)]);
    });

    test("a period takes its beginning and leaves out its end", async () => {
      await write(...[9, 10, 15, 20, 21].map((at) => reading(pressure, at, at)));
      const found = await store.samples(pressure, start + 10, start + 20, 100);
      expect(found.map(({ value }) => value)).toEqual([10, 15]);
    });

    test("a limit takes the oldest", async () => {
      await write(...[1, 2, 3, 4].map((at) => reading(pressure, at, at)));
      expect(await store.samples(pressure, ...ever, 2)).toEqual([sample(1, 1), sample(2, 2)]);
      expect(await store.samples(pressure, ...ever, 0)).toEqual([]);
    });

    test("series do not mix: site, equipment and point each count", async () => {
      const others = [
        { ...pressure, site: "lab" },
        { ...pressure, equipment: "pump-2" },
        { ...pressure, point: "flow" },
      ];
      await write(...others.map((series, i) => reading(series, 1, i)));
      expect(await all(pressure)).toEqual([]);
      for (const [i, series] of others.entries()) expect(await all(series)).toEqual([sample(1, i)]);
    });

    test("for one point and time the later order holds, whenever it was written", async () => {
      await write(reading(pressure, 1, 10, { order: 7 }));
      await write(reading(pressure, 1, 20, { order: 9 }));
      await write(reading(pressure, 1, 30, { order: 8 }));
      expect(await all(pressure)).toEqual([sample(1, 20)]);
      expect(await store.lastBefore(pressure, start + 2)).toEqual(sample(1, 20));
      expect(await store.firstFrom(pressure, start)).toEqual(sample(1, 20));
      const [bucket] = await store.buckets(pressure, start, start + 10, 10);
      expect(bucket).toMatchObject({ count: 1, mean: 20, min: 20, max: 20, first: sample(1, 20), last: sample(1, 20) });
    });

    test("within one order the later in the batch holds", async () => {
      await write(reading(pressure, 1, 10, { order: 7 }), reading(pressure, 1, 20, { order: 7 }));
      expect(await all(pressure)).toEqual([sample(1, 20)]);
    });

    test("a repeated batch changes nothing", async () => {
      const batch = [reading(pressure, 1, 1, { order: 10 }), reading(running, 1, true, { order: 11 })];
      await store.write(batch, 12);
      await store.write(batch, 12);
      expect(await store.count()).toBe(2);
      expect(await all(pressure)).toEqual([sample(1, 1)]);
      expect(await store.position()).toBe(12);
    });

    test("the position goes forward only, with or without readings, until it is rewound", async () => {
      await store.write([], 40);
      await store.write([], 30);
      expect(await store.position()).toBe(40);
      await store.rewind(5);
      expect(await store.position()).toBe(5);
      await store.write([reading(pressure, 1, 1, { order: 6 })], 7);
      expect(await all(pressure)).toHaveLength(1);
    });

    test("what was lost is written again below the position, and moves nothing", async () => {
      await store.write([reading(pressure, 1, 1, { order: 1 }), reading(pressure, 3, 3, { order: 3 })], 100);
      await store.replay([reading(pressure, 2, 2, { order: 2 }), reading(mode, 2, "auto", { order: 2 })]);
      expect(await all(pressure)).toEqual([sample(1, 1), sample(2, 2), sample(3, 3)]);
      expect(await all(mode)).toEqual([sample(2, "auto")]);
      expect(await store.position()).toBe(100);
    });

    test("counts different times, whatever stands at them", async () => {
      await write(
        reading(pressure, 1, 1),
        reading(pressure, 1, 2, { order: 1 }),
        reading(pressure, 9, 1, { quality: "bad" }),
      );
      await write(reading(pressure, 10, 3), reading(running, 5, true), reading(mode, 5, "auto"), reading(mode, 6, 7));
      const unknown = { ...pressure, equipment: "nobody" };
      const counts = (from: number, to: number) =>
        store.counts([mode, unknown, pressure, running], start + from, start + to);
      expect(await counts(0, 10)).toEqual([2, 0, 2, 1]);
      expect(await counts(1, 2)).toEqual([0, 0, 1, 0]);
      expect(await counts(2, 11)).toEqual([2, 0, 2, 1]);
    });

    test("batches that are written at once do not mix", async () => {
      const points = Array.from({ length: 40 }, (_, i) => ({ ...pressure, point: `p${i}` }));
      await Promise.all(points.map((one, i) => store.write([reading(one, 1, i, { order: i })], i + 1)));
      for (const [i, one] of points.entries()) expect(await all(one)).toEqual([sample(1, i)]);
      expect(await store.position()).toBe(40);
    });

    test.each([
      ["not a number", { value: Number.NaN }],
      ["infinite", { value: Number.POSITIVE_INFINITY }],
      ["half a character", { value: "\uD83D" }],
      ["at no time", { at: Number.NaN }],
      ["at half a millisecond", { at: start + 0.5 }],
      ["after the end of time", { at: 9e15 }],
    ])("a reading that is %s is rejected, with its batch and the position", async (_, wrong) => {
      const batch = [reading(pressure, 1, 1), reading(running, 2, true), reading(pressure, 3, 3, wrong)];
      const failure = await store.write(batch, 99).then(
        () => undefined,
        (problem: unknown) => problem,
      );
      expect(isRejected(failure)).toBe(true);
      expect(await store.count()).toBe(0);
      expect(await store.position()).toBe(0);
      await write(reading(pressure, 1, 1));
      expect(await all(pressure)).toEqual([sample(1, 1)]);
    });

    test("buckets are aligned to the origin and leave out what is empty", async () => {
      await write(...[0, 5, 99, 100, 350].map((at) => reading(pressure, at, at)));
      expect(await store.buckets(pressure, start, start + 400, 100, start)).toEqual([
        expect.objectContaining({ from: start, count: 3, mean: 104 / 3, min: 0, max: 99 }),
        expect.objectContaining({ from: start + 100, count: 1, first: sample(100, 100), last: sample(100, 100) }),
        expect.objectContaining({ from: start + 300, count: 1 }),
      ]);
      const shifted = await store.buckets(pressure, start, start + 400, 100, start + 1_000_050);
      expect(shifted.map(({ from, count }) => [from - start, count])).toEqual([
        [-50, 2],
        [50, 2],
        [350, 1],
      ]);
    });

    test("a period that begins inside a bucket takes only its part of it", async () => {
      await write(...[10, 60, 110].map((at) => reading(pressure, at, at)));
      const found = await store.buckets(pressure, start + 50, start + 110, 100, start);
      expect(found).toEqual([
        { from: start, count: 1, mean: 60, min: 60, max: 60, first: sample(60, 60), last: sample(60, 60) },
      ]);
    });

    test("first and last carry their own times, for registers", async () => {
      await write(...[3, 50, 97].map((at) => reading(pressure, at, 1_000 - at)));
      const [bucket] = await store.buckets(pressure, start, start + 100, 100, start);
      expect(bucket).toMatchObject({ min: 903, max: 997, first: sample(3, 997), last: sample(97, 903) });
    });

    test("buckets before 1970 fall on the same grid", async () => {
      const early = [-150, -100, -1, 0].map((at) => reading(pressure, 0, at, { at }));
      await write(...early);
      const found = await store.buckets(pressure, -200, 200, 100);
      expect(found.map(({ from, count }) => [from, count])).toEqual([
        [-200, 1],
        [-100, 2],
        [0, 1],
      ]);
    });

    test("states are counted as 0 and 1 and keep their own type at the ends", async () => {
      await write(reading(running, 1, true), reading(running, 2, false), reading(running, 3, false));
      const [bucket] = await store.buckets(running, start, start + 10, 10, start);
      expect(bucket).toMatchObject({ count: 3, min: 0, max: 1, first: sample(1, true), last: sample(3, false) });
      expect(bucket?.mean).toBeCloseTo(1 / 3, 12);
    });

    test("texts have a first and a last, and no numbers", async () => {
      await write(reading(mode, 1, "auto"), reading(mode, 2, "manual"));
      const [bucket] = await store.buckets(mode, start, start + 10, 10, start);
      expect(bucket).toMatchObject({ count: 2, first: sample(1, "auto"), last: sample(2, "manual") });
      expect([bucket?.mean, bucket?.min, bucket?.max]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    });

    test("what is bad or stale is kept and not counted", async () => {
      await write(
        reading(pressure, 1, 1),
        reading(pressure, 2, 900, { quality: "bad" }),
        reading(pressure, 3, 800, { quality: "stale" }),
        reading(pressure, 4, 2, { quality: "uncertain" }),
        reading(pressure, 21, 700, { quality: "bad" }),
      );
      expect(await all(pressure)).toHaveLength(5);
      const found = await store.buckets(pressure, start, start + 40, 20, start);
      expect(found.map(({ count, max }) => [count, max])).toEqual([[2, 2]]);
    });

    test("a point that changes its type keeps both", async () => {
      await write(reading(running, 1, 1), reading(running, 2, true), reading(running, 3, "on"));
      await write(reading(running, 2, 0.5, { order: 4 }));
      expect(await all(running)).toEqual([sample(1, 1), sample(2, 0.5), sample(3, "on")]);
      const [bucket] = await store.buckets(running, start, start + 10, 10, start);
      expect(bucket).toMatchObject({ count: 3, mean: 0.75, min: 0.5, max: 1, last: sample(3, "on") });
      expect(await store.lastBefore(running, start + 3)).toEqual(sample(2, 0.5));
    });

    test("buckets of many series come in the order asked, unknown and repeated ones too", async () => {
      await write(reading(pressure, 1, 1), reading(running, 1, true));
      const unknown = { ...pressure, point: "nothing" };
      const found = await store.bucketsOf([running, unknown, pressure, running], start, start + 10, 10, start);
      expect(found.map((buckets) => buckets.map(({ last }) => last.value))).toEqual([[true], [], [1], [true]]);
      expect(await store.bucketsOf([], start, start + 10, 10)).toEqual([]);
    });

    test("the last before and the first from a time, near and years away", async () => {
      const years = 3 * 365 * 86_400_000;
      await write(reading(pressure, 0, 0), reading(pressure, years, 1));
      const last = (at: number) => store.lastBefore(pressure, start + at);
      const first = (at: number) => store.firstFrom(pressure, start + at);
      expect(await last(0)).toBeUndefined();
      expect(await last(1)).toEqual(sample(0, 0));
      expect(await last(years)).toEqual(sample(0, 0));
      expect(await last(years + 1)).toEqual(sample(years, 1));
      expect(await first(0)).toEqual(sample(0, 0));
      expect(await first(1)).toEqual(sample(years, 1));
      expect(await first(years + 1)).toBeUndefined();
    });

    test("gives everything out as it holds, for another store", async () => {
      expect(await store.span()).toBeUndefined();
      await write(
        reading(pressure, 1, 1, { order: 1 }),
        reading(pressure, 1, 2, { order: 2, receivedAt: start + 99 }),
        reading(pressure, 2, 3, { order: 3, quality: "bad" }),
        reading(running, 2, true, { order: 4, quality: "uncertain" }),
        reading(mode, 700, "auto", { order: 5 }),
        reading({ ...pressure, equipment: "pump-2" }, 9_000, 4, { order: 6 }),
      );
      expect(await store.span()).toEqual({ oldest: start + 1, newest: start + 9_000 });
      const found: StoredReading[] = [];
      for await (const some of store.readings(start + 1, start + 9_000)) found.push(...some);
      const byName = (a: StoredReading, b: StoredReading) => a.point.localeCompare(b.point) || a.at - b.at;
      expect(found.sort(byName)).toEqual([
        reading(pressure, 1, 2, { receivedAt: start + 99 }),
        reading(pressure, 2, 3, { quality: "bad" }),
        reading(mode, 700, "auto"),
        reading(running, 2, true, { quality: "uncertain" }),
      ]);
    });

    test("what is rolled up answers the same, and what comes late is in it", async () => {
      const quarter = 900_000;
      const day = 96 * quarter;
      const ask = (from: number, to: number, width = quarter) =>
        store.buckets(pressure, start + from, start + to, width).then((all) => all.map((one) => [one.count, one.max]));
      await write(...[0, 1, quarter, day, day + 1].map((at, i) => reading(pressure, at, i)));
      await write(reading(pressure, 2 * day, 9, { receivedAt: start + 2 * day }));
      const told: string[] = [];
      const rollUp = async (all = false) => {
        const onRebuilt = async (days: readonly { equipment: string; day: number }[]) => {
          for (const one of days) told.push(`${one.equipment} ${one.day - start / day}`);
        };
        while ((await store.rollUp({ now: start + 2 * day + 60_000, all, onRebuilt })) > 0);
      };
      const ranges = async () =>
        (await store.unsettled("harbour", "pump-1")).map(([a, b]) => [a - start / day, b - start / day]);
      expect(await ranges()).toEqual([[0, 2]]);
      await rollUp();
      expect(told).toEqual(["pump-1 0", "pump-1 1"]);
      expect(await ranges()).toEqual([[2, 2]]);
      expect(await ask(0, 3 * day, day)).toEqual([
        [3, 2],
        [2, 4],
        [1, 9],
      ]);
      await write(reading(pressure, quarter + 5, 50, { receivedAt: start + 2 * day }));
      expect(await ranges()).toEqual([
        [0, 0],
        [2, 2],
      ]);
      expect(await ask(0, day)).toEqual([
        [2, 1],
        [2, 50],
      ]);
      await rollUp(true);
      expect(await ranges()).toEqual([]);
      expect(await ask(1, 3 * day, 2 * day)).toEqual([
        [5, 50],
        [1, 9],
      ]);
      await write(reading(pressure, 2 * day + 7, 10, { receivedAt: start + 2 * day }));
      expect(await ask(2 * day, 3 * day)).toEqual([[2, 10]]);
    });

    test("a day whose listener fails is rolled up again", async () => {
      await write(reading(pressure, 0, 1));
      const onRebuilt = () => Promise.reject(new TypeError("no"));
      await expect(store.rollUp({ now: start, all: true, onRebuilt })).rejects.toThrow("no");
      expect(await store.unsettled("harbour", "pump-1")).toHaveLength(1);
      expect(await store.rollUp({ now: start, all: true })).toBe(1);
      expect(await store.rollUp({ now: start, all: true })).toBe(0);
    });

    test("what is forgotten is still there in quarter hours, and what comes for it later takes nothing away", async () => {
      const day = 86_400_000;
      const old = [0, 1, 2].map((at) => reading(pressure, at, at));
      await write(...old, reading(running, 5, true), reading(pressure, 5 * day, 7, { receivedAt: start + 5 * day }));
      expect(await store.forget(start + 4 * day)).toBe(4);
      const ask = () => store.buckets(pressure, start, start + day, 900_000);
      const whole = { count: 3, mean: 1, min: 0, max: 2, first: sample(0, 0), last: sample(2, 2) };
      expect(await all(pressure)).toHaveLength(1);
      expect(await ask()).toEqual([{ from: start, ...whole }]);
      expect(await store.lastBefore(pressure, start + 5 * day)).toEqual(sample(2, 2));
      await write(reading(pressure, 3, 100, { receivedAt: start + 5 * day }));
      expect((await ask())[0]).toMatchObject(whole);
      while ((await store.rollUp({ now: start + 6 * day, all: true })) > 0);
      expect((await ask())[0]).toMatchObject(whole);
      expect((await store.buckets(running, start, start + day, day))[0]).toMatchObject({ last: sample(5, true) });
      await store.forgetRollUps(start + day);
      expect((await ask()).map(({ count }) => count)).toEqual([1]);
      expect(await store.buckets(running, start, start + day, day)).toEqual([]);
    });

    test("forgets what was received before a time, whatever time it carries", async () => {
      await write(
        reading(pressure, 1, 1, { receivedAt: start + 100 }),
        reading(pressure, 500, 2, { receivedAt: start + 99 }),
        reading(pressure, -9_000, 3, { receivedAt: start + 200 }),
      );
      expect(await store.forget(start + 100)).toBe(1);
      expect(await all(pressure)).toEqual([sample(-9_000, 3), sample(1, 1)]);
      expect(await store.count()).toBe(2);
    });

    test("a batch of 100,000 readings, and readers while it is written", async () => {
      const batch = Array.from({ length: 100_000 }, (_, i) =>
        reading({ ...pressure, point: `p${i % 50}` }, i, i, { order: i }),
      );
      const writing = store.write(batch, 100_000);
      const meanwhile = await Promise.all(Array.from({ length: 8 }, () => store.count()));
      await writing;
      for (const count of meanwhile) expect([0, 100_000]).toContain(count);
      expect(await store.count()).toBe(100_000);
      expect(await store.position()).toBe(100_000);
      const found = await store.buckets({ ...pressure, point: "p7" }, start, start + 100_000, 10_000, start);
      expect(found.map(({ count }) => count)).toEqual(Array(10).fill(200));
    });
  });
}

interface Question {
  readonly series: SeriesKey;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly origin: number;
  readonly limit: number;
}

const offset = fc.integer({ min: -50, max: 150 });
const series = fc.constantFrom(pressure, running, mode);
const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.boolean(), fc.constantFrom("auto", "off"));
const quality = fc.constantFrom("good" as const, "uncertain" as const, "bad" as const);
const row = fc.record({ series, at: offset, value, quality });
const question: fc.Arbitrary<Question> = fc.record({
  series,
  from: offset,
  to: offset,
  width: fc.integer({ min: 1, max: 60 }),
  origin: fc.integer({ min: -100, max: 100 }),
  limit: fc.integer({ min: 0, max: 20 }),
});

/** Whatever is written, both stores give the same answers. */
export function describeSameAnswers(open: () => Promise<ReadingStore>, reference: () => Promise<ReadingStore>): void {
  test("random writes: the same answers as the reference", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(row, { maxLength: 30 }), { maxLength: 4 }),
        fc.array(question, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 1_000 })),
        async (batches, questions, jumps) => {
          const stores = await Promise.all([open(), reference()]);
          const orders = new Set<number>();
          const nextOrder = () => {
            for (;;) {
              const order = jumps.next().value ?? 0;
              if (!orders.has(order)) {
                orders.add(order);
                return order;
              }
            }
          };
          for (const batch of batches) {
            const readings = batch.map((one) =>
              reading(one.series, one.at, one.value, { quality: one.quality, order: nextOrder() }),
            );
            for (const store of stores) await store.write(readings, 0);
          }
          for (const one of questions) {
            const [found, expected] = await Promise.all(stores.map((store) => answers(store, one)));
            expect(found).toEqual(expected);
          }
          for (const store of stores) await store.close();
        },
      ),
      { numRuns: 25 },
    );
  });
}

const quarters = fc.integer({ min: -30, max: 300 });
const late = fc.record({
  series: fc.constantFrom(pressure, { ...pressure, equipment: "pump-2" }, running),
  at: fc.integer({ min: 0, max: 3 * 86_400_000 }),
  value: fc.integer({ min: -5, max: 5 }),
  quality,
});
const step = fc.oneof(fc.record({ write: fc.array(late, { maxLength: 25 }) }), fc.record({ rollUp: fc.boolean() }));

/** Whatever is rolled up when, the answers are those of the readings. */
export function describeRollUps(open: () => Promise<ReadingStore>): void {
  test("random writes and roll-ups in any order: the same answers as from readings alone", async () => {
    const asked = fc.record({
      series: fc.constantFrom(pressure, running),
      from: quarters,
      to: quarters,
      offset: fc.integer({ min: 0, max: 1 }),
      width: fc.constantFrom(1, 3, 4, 96, 192),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 10 }),
        fc.array(asked, { minLength: 1, maxLength: 4 }),
        async (steps, questions) => {
          const store = await open();
          const reference = new PlainBuckets();
          let order = 0;
          for (const one of steps) {
            if ("rollUp" in one) await store.rollUp({ now: start + 3 * 86_400_000, all: one.rollUp });
            else {
              const readings = one.write.map(({ series, at, value, quality }) =>
                reading(series, at, series === running ? value > 0 : value, { quality, order: order++ }),
              );
              await store.write(readings, 0);
              reference.write(readings);
            }
            for (const { series, from, to, width, offset } of questions) {
              const period = [start + from * 900_000 + offset * 17, start + to * 900_000 - offset] as const;
              const found = await store.buckets(series, ...period, width * 900_000);
              expect(found.map(rounded)).toEqual(reference.buckets(series, ...period, width * 900_000).map(rounded));
            }
          }
          await store.close();
        },
      ),
      { numRuns: 20 },
    );
  });
}

/** Buckets as the words of the port say, from a plain list. */
class PlainBuckets {
  readonly #readings = new Map<string, StoredReading>();

  write(batch: readonly StoredReading[]): void {
    for (const one of batch) this.#readings.set(`${one.equipment} ${one.point} ${one.at}`, one);
  }

  buckets(series: SeriesKey, from: number, to: number, width: number): readonly Bucket[] {
    const found = [...this.#readings.values()].filter(
      ({ equipment, point, at }) => equipment === series.equipment && point === series.point && at >= from && at < to,
    );
    return bucketsOfSamples(
      found.map(({ at, value, quality }) => ({ at, value, quality })).sort((a, b) => a.at - b.at),
      width,
      0,
    );
  }
}

async function answers(store: ReadingStore, { series, from, to, width, origin, limit }: Question): Promise<unknown> {
  const period = [start + from, start + to] as const;
  return {
    samples: await store.samples(series, ...period, limit),
    buckets: (await store.buckets(series, ...period, width, start + origin)).map(rounded),
    last: await store.lastBefore(series, start + from),
    first: await store.firstFrom(series, start + from),
  };
}

/** Sums of floating-point numbers differ in the last digits with the order of adding. */
function rounded(bucket: Bucket): Bucket {
  return { ...bucket, mean: Math.round(bucket.mean * 1e9) / 1e9 };
}
