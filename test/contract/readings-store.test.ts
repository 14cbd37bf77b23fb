import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DuckDbReadings } from "../../server/src/readings/duckdb.ts";
import { DuckFile } from "../../server/src/readings/duckdb-file.ts";
import { MemoryReadings } from "../../server/src/readings/memory.ts";
import { openReadingStore } from "../../server/src/readings/open.ts";
import { describeReadingStore, describeRollUps, describeSameAnswers } from "./readings-store.ts";

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantroom-readings-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = () => ({ dataDirectory: folder, deviceTypeOf: () => undefined });
const newFile = () => join(folder, `${++files}.duckdb`);

describeReadingStore("memory", async () => new MemoryReadings());
describeReadingStore("duckdb", () => DuckDbReadings.open(newFile()));

describe("duckdb and memory", () => {
  describeSameAnswers(
    () => DuckDbReadings.open(":memory:"),
    async () => new MemoryReadings(),
  );
});

describe("memory rolled up", () => describeRollUps(async () => new MemoryReadings()));
describe("duckdb rolled up", () => describeRollUps(() => DuckDbReadings.open(":memory:")));

describe("a duckdb file", () => {
  const series = { site: "harbour", equipment: "pump-1", point: "running" };
  const reading = { ...series, at: 1_000, receivedAt: 1_001, value: true, quality: "good" as const, order: 3 };

  test("gives everything back after it was closed and opened", async () => {
    const path = newFile();
    const before = await DuckDbReadings.open(path);
    await before.write([reading], 17);
    await before.close();
    const after = await DuckDbReadings.open(path);
    expect(await after.position()).toBe(17);
    expect(await after.samples(series, 0, 2_000, 10)).toEqual([{ at: 1_000, value: true, quality: "good" }]);
    await after.write([{ ...reading, at: 2_000, order: 20 }], 21);
    expect(await after.count()).toBe(2);
    await after.close();
  });

  test("a store that was closed says so", async () => {
    const store = await DuckDbReadings.open(":memory:");
    await store.close();
    await expect(store.write([reading], 1)).rejects.toMatchObject({ kind: "unavailable" });
    await expect(store.count()).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("loses no committed batch when its process is killed", async () => {
    const path = newFile();
    const { writer, lines } = startWriter(path);
    let committed = 0;
    for await (const line of lines) {
      committed = Number(line);
      if (committed >= 2_000) break;
    }
    await kill(writer);
    const store = await DuckDbReadings.open(path);
    const position = await store.position();
    expect(position).toBeGreaterThanOrEqual(committed);
    expect(await store.count()).toBe(position);
    const found = await store.buckets({ site: "s", equipment: "e", point: "p3" }, 0, position, position);
    expect(found.map(({ count }) => count)).toEqual([position / 10]);
    await store.close();
  });

  test("rolls up after a kill what was not rolled up before it, and nothing twice", async () => {
    const path = newFile();
    const { writer, lines } = startWriter(path, "rolling-up");
    for await (const line of lines) if (Number(line) >= 3_000) break;
    await kill(writer);
    const store = await DuckDbReadings.open(path);
    const position = await store.position();
    const series = { site: "s", equipment: "e", point: "p3" };
    const ask = () => store.buckets(series, 0, 400 * 86_400_000, 86_400_000);
    const counts = async () => (await ask()).reduce((sum, { count }) => sum + count, 0);
    expect(await counts()).toBe(position / 10);
    const before = await ask();
    while ((await store.rollUp({ now: 8e15, all: true })) > 0);
    expect(await store.unsettled("s", "e")).toEqual([]);
    expect(await ask()).toEqual(before);
    await store.close();
  });

  test("from before there were roll-ups has all of its days rolled up", async () => {
    const path = newFile();
    const store = await DuckDbReadings.open(path);
    const old = [-1, 0, 5].map((day) => ({ ...reading, at: day * 86_400_000 }));
    await store.write(old, 17);
    await store.close();
    const file = await DuckFile.open(path, "");
    for (const table of ["rollups_quarter", "rollups_day", "unsettled", "forgotten"])
      await file.transaction((connection) => connection.run(`DROP TABLE ${table}`));
    await file.close();
    const again = await DuckDbReadings.open(path);
    expect(await again.unsettled("harbour", "pump-1")).toEqual([
      [-1, 0],
      [5, 5],
    ]);
    await again.close();
  });

  test("belongs to one process: another is told in one sentence", async () => {
    const path = newFile();
    const { writer, lines } = startWriter(path);
    await lines.next();
    await expect(DuckDbReadings.open(path)).rejects.toThrow(`The readings file ${path} is in use by another process.`);
    await kill(writer);
  });

  test("is not made of something else", async () => {
    const path = newFile();
    await writeFile(path, "not a database");
    await expect(DuckDbReadings.open(path)).rejects.toThrow(/^The readings file .* cannot be opened: .*not a valid/);
  });
});

describe("a URL", () => {
  test.each([
    ["memory:", "memory"],
    ["duckdb::memory:", "duckdb"],
    ["duckdb:", "duckdb"],
    ["duckdb:other.duckdb", "duckdb"],
    ["influxdb://plantroom:word@127.0.0.1:8086/plantroom", "influxdb"],
    ["influxdbs://token@influx.example/plantroom", "influxdb"],
  ])("%s opens %s", async (url, kind) => {
    const store = await openReadingStore(url, place());
    expect(store.kind).toBe(kind);
    await store.close();
  });

  test("with an unknown scheme lists the known ones", async () => {
    await expect(openReadingStore("clickhouse://user:secret@x/db", place())).rejects.toThrow(
      'PLANTROOM_READINGS_URL "clickhouse://…@x/db" has an unknown scheme; known are: duckdb:, influxdb:, influxdbs:, memory:.',
    );
  });
});

function startWriter(path: string, ...words: string[]) {
  const main = fileURLToPath(new URL("./readings-writer/main.ts", import.meta.url));
  const writer = spawn(process.execPath, [main, path, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  return { writer, lines: createInterface({ input: writer.stdout })[Symbol.asyncIterator]() };
}

async function kill(writer: ChildProcess): Promise<void> {
  const gone = once(writer, "exit");
  writer.kill("SIGKILL");
  await gone;
}
