import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { EventEntry } from "@plantroom/model/journal/entry.ts";
import { consumerFile, encodeFrame, segmentName } from "@plantroom/model/journal/frame.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import type { JournalDamage } from "./reader.ts";
import { SegmentReader } from "./segment-reader.ts";
import { endOf, listSegments } from "./segments.ts";

const entry = (n: number): EventEntry => ({
  kind: "event",
  site: "s",
  equipment: "e",
  receivedAt: n,
  at: n,
  event: "n",
  data: { text: "x".repeat(n % 50) },
});
const frame = (...numbers: number[]) =>
  Buffer.from(
    encodeFrame(
      numbers.map((n) => JSON.stringify(entry(n))),
      crc32,
    ),
  );

describe("a segment reader", () => {
  let folder: string;
  let damage: JournalDamage[];
  let clock: HandClock;
  let reader: SegmentReader;
  let stop: AbortController;
  let read: number[];
  let next: number;
  let reading: Promise<void>;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "journal-")), "journal");
    damage = [];
    clock = new HandClock(0);
    reader = new SegmentReader({ folder, clock, onDamage: (one) => damage.push(one) });
    stop = new AbortController();
    read = [];
    reading = Promise.resolve();
  });
  afterEach(async () => {
    stop.abort();
    await reading;
    await rm(join(folder, ".."), { recursive: true });
  });

  const file = (start: number) => join(folder, segmentName(start));
  const follow = (from = 0) => {
    reading = (async () => {
      for await (const one of reader.read(from, stop.signal)) {
        next = one.next;
        for (const { receivedAt } of one.entries) read.push(receivedAt);
      }
    })();
  };
  const seen = (...numbers: number[]) => expect.poll(() => read, { interval: 2, timeout: 5_000 }).toEqual(numbers);
  const begin = async (...frames: Buffer[]) => {
    await mkdir(folder, { recursive: true });
    await writeFile(file(0), Buffer.concat(frames));
  };

  test("waits for a folder that is not there yet, then tails it", async () => {
    follow();
    expect(await reader.end()).toBe(0);
    await begin(frame(1, 2));
    await seen(1, 2);
    await appendFile(file(0), frame(3));
    await seen(1, 2, 3);
    expect(await reader.end()).toBe(next);
  });

  test("begins in the middle, at the start of a frame", async () => {
    await begin(frame(1), frame(2), frame(3));
    follow(frame(1).length);
    await seen(2, 3);
  });

  test("waits for the rest of a frame", async () => {
    const whole = frame(2);
    await begin(frame(1), whole.subarray(0, 20));
    follow();
    await seen(1);
    await appendFile(file(0), whole.subarray(20));
    await seen(1, 2);
    expect(damage).toEqual([]);
  });

  test("goes on where a torn tail was cut and written anew", async () => {
    await begin(frame(1), frame(22).subarray(0, 40));
    follow();
    await seen(1);
    await truncate(file(0), frame(1).length);
    await appendFile(file(0), frame(3));
    await seen(1, 3);
    expect(damage).toEqual([]);
  });

  test("reads every frame once while tails are torn and cut under its hands", async () => {
    await begin(frame(0));
    follow();
    let length = frame(0).length;
    for (let n = 1; n <= 300; n++) {
      await appendFile(file(0), frame(n + 1_000).subarray(0, 1 + (n % 60)));
      if (n % 3 === 0) await new Promise((turn) => setImmediate(turn));
      await truncate(file(0), length);
      await appendFile(file(0), frame(n));
      length += frame(n).length;
    }
    await seen(...Array.from({ length: 301 }, (_, n) => n));
    expect(damage).toEqual([]);
  });

  test("begins at the covering frame when the journal was cut and written over what was read", async () => {
    await begin(frame(1), frame(40), frame(5));
    follow(frame(1).length + 17);
    await seen(40, 5);
    expect(damage).toEqual([]);
  });

  test("skips a frame with a flipped bit and says which bytes", async () => {
    const bad = frame(2);
    bad[30] = (bad[30] ?? 0) ^ 4;
    await begin(frame(1), bad, frame(3));
    follow();
    await seen(1, 3);
    const from = frame(1).length;
    expect(damage).toEqual([{ segment: segmentName(0), from, to: from + bad.length }]);
  });

  test.each([
    ["magic", 0],
    ["length", 6],
    ["checksum", 9],
  ])("skips a frame whose %s is damaged", async (_, byte) => {
    const bad = frame(2);
    bad[byte] = (bad[byte] ?? 0) ^ 0x40;
    await begin(frame(1), bad, frame(3), frame(4));
    follow();
    await seen(1, 3, 4);
    expect(damage).toHaveLength(1);
  });

  test("a damaged last frame is skipped once a good one follows", async () => {
    const bad = frame(2);
    bad[30] = (bad[30] ?? 0) ^ 4;
    await begin(frame(1), bad);
    follow();
    await seen(1);
    await appendFile(file(0), frame(3));
    await seen(1, 3);
  });

  test("moves to the next segment, also one that leaps", async () => {
    await begin(frame(1));
    follow();
    await seen(1);
    const second = frame(1).length;
    await writeFile(file(second), frame(2));
    await seen(1, 2);
    await writeFile(file(second + 10_000), frame(3));
    await seen(1, 2, 3);
    expect(next).toBe(second + 10_000 + frame(3).length);
    expect(damage).toEqual([]);
  });

  test("leaves a torn tail behind when a newer segment exists, and reports it", async () => {
    await begin(frame(1), frame(2).subarray(0, 30));
    const end = frame(1).length + 30;
    await writeFile(file(end + 5), frame(3));
    follow();
    await seen(1, 3);
    expect(damage).toEqual([{ segment: segmentName(0), from: frame(1).length, to: end }]);
  });

  test("begins at the oldest segment when earlier ones were dropped", async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(file(5_000), frame(7));
    follow(100);
    await seen(7);
  });

  test("reads on when the segment it stands in is dropped", async () => {
    await begin(frame(1));
    follow();
    await seen(1);
    await rm(file(0));
    await writeFile(file(9_000), frame(2));
    await seen(1, 2);
  });

  test("reads frames longer than a chunk", async () => {
    const long = frame(...Array.from({ length: 20_000 }, (_, i) => i));
    expect(long.length).toBeGreaterThan(1024 * 1024);
    await begin(frame(1), long, frame(2));
    follow();
    await expect.poll(() => read.length, { timeout: 5_000 }).toBe(20_002);
  });

  test("publishes a position as a whole file, at most once a second", async () => {
    await begin(frame(1));
    const published = () => readFile(join(folder, consumerFile("judge")), "utf8");
    await reader.publish("judge", 17);
    expect(await published()).toBe("17\n");
    await reader.publish("judge", 18);
    expect(await published()).toBe("17\n");
    clock.advance(1_000);
    await reader.publish("judge", 19);
    expect(await published()).toBe("19\n");
  });

  test("ends before a segment that the writer gave up between listing and looking", async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(file(0), frame(1));
    const listed = await listSegments(folder);
    const gone = { name: segmentName(900), path: file(900), start: 900 };
    expect(await endOf([...listed, gone])).toBe(frame(1).length);
    expect(await endOf([gone])).toBe(0);
  });
});
