import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Quality, qualities } from "@plantroom/model/quality.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InfluxReadings } from "../../server/src/readings/influxdb.ts";
import { influxAddress } from "../../server/src/readings/influxdb-url.ts";
import { MemoryReadings } from "../../server/src/readings/memory.ts";
import type { ReadingStore, StoredReading } from "../../server/src/readings/store.ts";
import { isRejected } from "../../server/src/readings/store-failure.ts";
import { Influxd, influxdProgram } from "../support/influxd.ts";
import { until } from "../support/until.ts";
import { describeReadingStore, describeRollUps, describeSameAnswers } from "./readings-store.ts";

const start = Date.UTC(2024, 10, 23);
const flow = { site: "harbour", equipment: "pump-1", point: "flow" };
const types: Record<string, string | undefined> = { "pump-1": "booster-pump", "lift-1": "elevator" };

function reading(at: number, value: PointValue, more: Partial<StoredReading> = {}): StoredReading {
  return { ...flow, at: start + at, receivedAt: start + at + 40, value, quality: "good", order: at, ...more };
}

describe.skipIf(!influxdProgram)("on a server of InfluxDB 1", () => {
  let server: Influxd;
  let databases = 0;
  beforeAll(async () => {
    server = await Influxd.start();
  });
  afterAll(() => server.stop());

  const open = (database: string, deviceTypes = types): ReadingStore =>
    new InfluxReadings({
      address: influxAddress("influxdb:", server.place(database)),
      deviceTypeOf: (_, equipment) => deviceTypes[equipment],
    });
  const newDatabase = () => `database_${++databases}`;
  const openNew = async () => open(newDatabase());

  describeReadingStore("influxdb", openNew);
  describeSameAnswers(openNew, async () => new MemoryReadings());
  describeRollUps(openNew);

  const forms: readonly [string, PointValue, Quality][] = [
    ["a good number", 1, "good"],
    ["an uncertain number", 2, "uncertain"],
    ["a bad number", 3, "bad"],
    ["a text", "four", "good"],
    ["a bad text", "five", "bad"],
  ];
  test.each(forms.flatMap((one) => forms.map((other) => [one, other] as const)))(
    "%s and later, after a restart, %s for the same time",
    async ([, value, quality], [, laterValue, laterQuality]) => {
      const name = newDatabase();
      const stores = [open(name), new MemoryReadings()];
      // The first pins the field's type.
      for (const store of stores) await store.write([reading(0, 0), reading(10, value, { quality })], 11);
      await stores[0]?.close();
      stores[0] = open(name);
      const later = reading(10, laterValue, { quality: laterQuality, order: 20 });
      for (const store of stores) await store.write([later, reading(30, 9)], 31);
      const [found, expected] = await Promise.all(
        stores.map(async (store) => ({
          samples: await store.samples(flow, start, start + 100, 10),
          buckets: await store.buckets(flow, start, start + 100, 20, start),
          last: await store.lastBefore(flow, start + 30),
        })),
      );
      expect(found).toEqual(expected);
      await stores[0]?.close();
    },
  );

  test("restarts, and batches that are repeated in other parts after a crash: the same answers as memory", async () => {
    const point = fc.constantFrom("flow", "running", "mode");
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.string({ unit: "grapheme" }),
    );
    const row = fc.record({
      point,
      at: fc.integer({ min: 0, max: 40 }),
      value,
      quality: fc.constantFrom(...qualities),
    });
    const batch = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 20 }),
      after: fc.constantFrom("goes on", "restarts", "crashes"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 30 }),
        async (batches, width) => {
          const name = newDatabase();
          const memory = new MemoryReadings();
          let store = open(name);
          let order = 0;
          for (const { rows, after } of batches) {
            const readings = rows.map((one) =>
              reading(one.at, storable(one.value), {
                ...one,
                at: start + one.at,
                value: storable(one.value),
                order: order++,
              }),
            );
            if (after === "crashes") {
              await store.write(readings.slice(0, readings.length >> 1), 0);
              store = open(name);
            }
            for (const one of [store, memory]) await one.write(readings, order);
            if (after === "restarts") store = open(name);
          }
          for (const point of ["flow", "running", "mode"]) {
            const series = { ...flow, point };
            const [found, expected] = await Promise.all(
              [store, memory].map(async (one) => ({
                samples: await one.samples(series, start, start + 100, 1_000),
                buckets: (await one.buckets(series, start, start + 40, width, start)).map((bucket) => ({
                  ...bucket,
                  mean: bucket.mean.toPrecision(9),
                })),
              })),
            );
            expect(found).toEqual(expected);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("one measurement per device type, a field per point with the type of its values", async () => {
    const name = newDatabase();
    const store = open(name);
    const message = { at: start, receivedAt: start + 40 };
    await store.write(
      [
        reading(0, 12.5, message),
        reading(0, true, { ...message, point: "running" }),
        reading(0, "auto", { ...message, point: "mode", quality: "manual" }),
        reading(0, 3, { ...message, equipment: "lift-1", point: "floor" }),
        reading(0, 7, { ...message, equipment: "stray", point: "anything" }),
      ],
      7,
    );
    expect(await server.tell('SHOW FIELD KEYS; SELECT * FROM "booster-pump"', name)).toEqual({
      results: [
        {
          statement_id: 0,
          series: [
            fieldKeys("booster-pump", { flow: "float", mode: "string", "mode.quality": "string", running: "boolean" }),
            fieldKeys("elevator", { floor: "float" }),
            fieldKeys("other", { anything: "float" }),
            {
              name: "plantroom_progress",
              columns: ["fieldKey", "fieldType"],
              values: [
                ["forgotten", "integer"],
                ["position", "integer"],
                ["readings", "integer"],
              ],
            },
            { name: "plantroom_unsettled", columns: ["fieldKey", "fieldType"], values: [["behind", "integer"]] },
          ],
        },
        {
          statement_id: 1,
          series: [
            {
              name: "booster-pump",
              columns: [
                "time",
                "equipment",
                "flow",
                "message.delay",
                "message.received",
                "mode",
                "mode.quality",
                "running",
                "site",
              ],
              values: [[start, "pump-1", 12.5, 40, start + 40, "auto", "manual", true, "harbour"]],
            },
          ],
        },
      ],
    });
  });

  test("equipment that changes its type keeps its history", async () => {
    const name = newDatabase();
    const before = open(name, {});
    await before.write([reading(1, 1), reading(2, 2)], 3);
    const after = open(name);
    await after.write([reading(2, 20, { order: 4 }), reading(3, 3)], 5);
    expect((await after.samples(flow, start, start + 9, 9)).map(({ value }) => value)).toEqual([1, 20, 3]);
    expect(await after.buckets(flow, start, start + 9, 9, start)).toMatchObject([{ count: 3, mean: 8, max: 20 }]);
    expect(await after.lastBefore(flow, start + 3)).toMatchObject({ value: 20 });
    expect(await after.firstFrom(flow, start + 2)).toMatchObject({ value: 20 });
  });

  test.each(["time", "site", "equipment", "name", "select", "value", "nothing"])(
    "a point called %s is one like any other",
    async (point) => {
      const store = await openNew();
      const series = { ...flow, point };
      await store.write([reading(1, 1, series), reading(2, 2, series), reading(2, 5)], 3);
      expect((await store.samples(series, start, start + 9, 9)).map(({ value }) => value)).toEqual([1, 2]);
      expect(await store.buckets(series, start, start + 9, 9, start)).toMatchObject([{ count: 2, mean: 1.5 }]);
      expect(await store.count()).toBe(3);
    },
  );

  test.each([
    ["a site", { site: "a,b=c" }],
    ["equipment", { equipment: "pump 1" }],
    ["a point", { point: "flow=1,x" }],
    ["a point with a line end", { point: "flow\nboom" }],
    ["a time that InfluxDB cannot have", { at: 9_300_000_000_000 }],
  ])("%s that is no name is rejected before InfluxDB meets it", async (_, wrong) => {
    const store = await openNew();
    const failure = await store.write([reading(1, 1), reading(2, 2, wrong)], 3).catch((problem: unknown) => problem);
    expect(isRejected(failure)).toBe(true);
    expect(await store.count()).toBe(0);
    expect(await store.samples({ ...flow, ...wrong }, start, start + 9, 9)).toEqual([]);
  });

  test("a field whose type somebody else pinned loses nothing", async () => {
    const name = newDatabase();
    const store = open(name);
    await store.position();
    const line = `booster-pump,equipment=pump-1,site=harbour flow=1i,message.received=1i ${start}`;
    await fetch(`http://127.0.0.1:${server.port}/write?db=${name}&precision=ms`, { method: "POST", body: line });
    const readings = [reading(1, 1), reading(2, 2)];
    expect(isRejected(await store.write(readings, 3).catch((problem: unknown) => problem))).toBe(true);
    await store.write(readings, 3); // the historian's next try, with the half of it
    expect(await store.samples(flow, start + 1, start + 9, 9)).toMatchObject([{ value: 1 }, { value: 2 }]);
    expect(await store.buckets(flow, start + 1, start + 9, 9, start)).toMatchObject([{ count: 2, mean: 1.5 }]);
  });

  test("a database from before there were roll-ups has all of its days rolled up, and so has one that was left behind", async () => {
    const name = newDatabase();
    const day = 86_400_000;
    const lines = [0, 1, 3].map(
      (at) =>
        `booster-pump,equipment=pump-1,site=harbour flow=2,message.received=1i,message.delay=1i ${start + at * day}`,
    );
    lines.push("plantroom_progress position=7i,readings=3i 0");
    await server.tell(`CREATE DATABASE ${name}`);
    const body = lines.join("\n");
    await fetch(`http://127.0.0.1:${server.port}/write?db=${name}&precision=ms`, { method: "POST", body });
    const days = async (store: ReadingStore) =>
      (await store.unsettled("harbour", "pump-1")).map(([a, b]) => [a - start / day, b - start / day]);
    const store = open(name);
    expect(await days(store)).toEqual([
      [0, 1],
      [3, 3],
    ]);
    await store.write([], 8);
    while ((await store.rollUp({ now: start, all: true })) > 0);
    const again = open(name);
    expect(await days(again)).toEqual([]);
    await again.write([reading(day + 5, 4)], 2 * day);
    expect(await days(open(name))).toEqual([[1, 1]]);
    expect(await again.buckets(flow, start, start + 4 * day, day)).toMatchObject([
      { count: 1 },
      { count: 2, mean: 3 },
      { count: 1 },
    ]);
  });

  test("forgets what is old and keeps what a replay brought later, without touching another's rows", async () => {
    const name = newDatabase();
    const store = open(name);
    const day = 86_400_000;
    await store.write(
      [
        ...[0, 1, 2].map((at) => reading(at, at)),
        reading(3, 3, { receivedAt: start + 2 * day }),
        ...[4, 5].map((at) => reading(at, at)),
        reading(6, "bad", { quality: "bad" }),
        reading(7, 7, { equipment: "lift-1" }),
        reading(2 * day, 8),
      ],
      2 * day + 1,
    );
    const theirs = "cpu,host=a usage=1 1";
    await fetch(`http://127.0.0.1:${server.port}/write?db=${name}&precision=ms`, { method: "POST", body: theirs });
    const again = open(name);
    expect(await again.forget(start + day)).toBe(7);
    expect((await again.samples(flow, start - day, start + 9 * day, 99)).map(({ value }) => value)).toEqual([3, 8]);
    expect(await again.count()).toBe(2);
    expect(await again.forget(start + day)).toBe(0);
    expect(await server.tell("SELECT usage FROM cpu", name)).toMatchObject({
      results: [{ series: [{ values: [[1, 1]] }] }],
    });
  });
});

describe.skipIf(!influxdProgram)("an InfluxDB that is not there, or asks who comes", () => {
  test("the store starts without it, and goes on where it stood when it comes back", async () => {
    const server = await Influxd.start();
    const store = new InfluxReadings({ address: influxAddress("influxdb:", server.place("plantroom")), deviceTypeOf });
    await server.halt();
    await expect(store.write([reading(1, 1)], 2)).rejects.toMatchObject({ kind: "unavailable" });
    await expect(store.position()).rejects.toMatchObject({ kind: "unavailable" });
    await expect(store.samples(flow, start, start + 9, 9)).rejects.toMatchObject({ kind: "unavailable" });
    await server.start();
    await store.write([reading(1, 1)], 2);
    await server.halt("SIGKILL");
    await expect(store.write([reading(2, 2)], 3)).rejects.toMatchObject({ kind: "unavailable" });
    await server.start();
    expect(await store.position()).toBe(2);
    await store.write([reading(2, 2)], 3);
    expect(await store.samples(flow, start, start + 9, 9)).toMatchObject([{ value: 1 }, { value: 2 }]);
    await store.close();
    await expect(store.count()).rejects.toMatchObject({ kind: "unavailable", message: "the store is closed" });
    await server.stop();
  });

  test("a user of the database alone is enough; a wrong password is told in the server's words", async () => {
    const server = await Influxd.start({ withUsers: true });
    const ask = (q: string, who: string) =>
      fetch(`http://127.0.0.1:${server.port}/query`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(who).toString("base64")}` },
        body: new URLSearchParams({ q }),
      });
    await server.tell("CREATE USER chief WITH PASSWORD 'chief' WITH ALL PRIVILEGES");
    await ask(
      "CREATE DATABASE plantroom; CREATE USER writer WITH PASSWORD 'p@ss'; GRANT ALL ON plantroom TO writer",
      "chief:chief",
    );
    // InfluxDB keeps who may do what in memory, and looks again in its own time.
    const isGranted = async () =>
      !(await (await ask("SHOW FIELD KEYS ON plantroom", "writer:p@ss")).text()).includes("error");
    await until("the grant", isGranted);
    const open = (who: string) =>
      new InfluxReadings({ address: influxAddress("influxdb:", server.place("plantroom", who)), deviceTypeOf });
    const store = open("writer:p%40ss");
    await store.write([reading(1, 1)], 2);
    expect(await store.samples(flow, start, start + 9, 9)).toMatchObject([{ value: 1 }]);
    for (const stranger of [open(""), open("writer:wrong")]) {
      await expect(stranger.write([reading(2, 2)], 3)).rejects.toMatchObject({
        kind: "unavailable",
        message: expect.stringMatching(/^InfluxDB: .*(credentials|authorization)/),
      });
    }
    await server.stop();
  });
});

function deviceTypeOf(_: string, equipment: string): string | undefined {
  return types[equipment];
}

function fieldKeys(name: string, fields: Record<string, string>) {
  const all = { ...fields, "message.delay": "integer", "message.received": "integer" };
  return { name, columns: ["fieldKey", "fieldType"], values: Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** A zero without a sign, a text that UTF-8 can carry. */
function storable(value: PointValue): PointValue {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "");
  return typeof value === "number" ? value + 0 : value;
}
