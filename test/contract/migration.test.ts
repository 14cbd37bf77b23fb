import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openReadingStore } from "../../server/src/readings/open.ts";
import type { StoredReading } from "../../server/src/readings/store.ts";
import { Influxd, influxdProgram } from "../support/influxd.ts";

const day = 86_400_000;
const start = Date.UTC(2025, 0, 1);
const days = 30;
const main = fileURLToPath(new URL("../../server/src/readings/migration/main.ts", import.meta.url));

describe("npm run migrate-readings", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantroom-migration-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const place = () => ({ dataDirectory: folder, deviceTypeOf: () => undefined });
  const begin = (...words: string[]) =>
    spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...words], {
      env: { ...process.env, PLANTROOM_DATA_DIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const run = async (...words: string[]) => {
    const child = begin(...words);
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { code: child.exitCode, output, errors };
  };
  const fill = async (url: string) => {
    const store = await openReadingStore(url, place());
    let order = 0;
    for (let at = start; at < start + days * day; at += day) {
      const batch = Array.from({ length: 2_000 }, (_, i): StoredReading => {
        const time = at + i * 40_000;
        const value = i % 3 === 0 ? i % 2 === 0 : i;
        const point = i % 3 === 0 ? "running" : "flow";
        return { site: "s", equipment: `e${i % 5}`, point, at: time, receivedAt: time, value, quality: "good", order };
      });
      await store.write(batch, ++order);
    }
    await store.close();
  };
  const summary = async (url: string) => {
    const store = await openReadingStore(url, place());
    const series = [0, 1, 2, 3, 4].flatMap((i) =>
      ["flow", "running"].map((point) => ({ site: "s", equipment: `e${i}`, point })),
    );
    const found = {
      position: await store.position(),
      buckets: await store.bucketsOf(series, start, start + days * day, day),
    };
    await store.close();
    return found;
  };

  test("killed at any moment it goes on, and everything is there once", async () => {
    await fill("duckdb:old.duckdb");
    let kills = 0;
    for (let wait = 1; wait < 1_000; wait += 6) {
      const child = begin("duckdb:old.duckdb", "duckdb:new.duckdb");
      if (!(await killedAfterLines(child, wait))) break;
      kills++;
    }
    expect(kills).toBeGreaterThan(2);
    expect(await summary("duckdb:new.duckdb")).toEqual(await summary("duckdb:old.duckdb"));
    const again = await run("duckdb:old.duckdb", "duckdb:new.duckdb");
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining("moved already") });
  });

  test.skipIf(!influxdProgram)("to InfluxDB and back: the same readings", async () => {
    const server = await Influxd.start();
    try {
      const influxdb = `influxdb:${server.place("plantroom")}`;
      await fill("duckdb:old.duckdb");
      expect(await run("duckdb:old.duckdb", influxdb)).toMatchObject({
        code: 0,
        output: expect.stringContaining("60000 readings of 10 series moved and counted"),
      });
      expect(await run(influxdb, "duckdb:back.duckdb")).toMatchObject({ code: 0 });
      expect(await summary("duckdb:back.duckdb")).toEqual(await summary("duckdb:old.duckdb"));
    } finally {
      await server.stop();
    }
  });

  test.each([
    [[], "Say where readings come from"],
    [["duckdb:"], "Say where readings come from"],
    [["duckdb:", "duckdb:"], "the same place"],
    [["duckdb:", "clickhouse://u:secret@h/d"], "unknown scheme; known are"],
  ])("%s is refused in a sentence", async (words, sentence) => {
    const { code, errors } = await run(...words);
    expect(code).toBe(78);
    expect(errors).toContain(sentence);
    expect(errors).not.toContain("secret");
  });
});

/** Whether it was still running when it had said so many lines. */
async function killedAfterLines(child: ChildProcess, lines: number): Promise<boolean> {
  const gone = once(child, "exit");
  let said = 0;
  child.stdout?.on("data", (chunk) => {
    said += String(chunk).split("\n").length - 1;
    if (said >= lines) child.kill("SIGKILL");
  });
  await gone;
  return child.signalCode === "SIGKILL";
}
