import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { writeState } from "./migration/state.ts";
import { StoreChange } from "./store-change.ts";
import { StoreFailure } from "./store-failure.ts";

let dataDirectory: string;
let database: Database;
let warned: string[];
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "plantroom-change-"));
  database = await openDatabase(":memory:", "");
  warned = [];
});
afterEach(async () => {
  await database.destroy();
  await rm(dataDirectory, { recursive: true, force: true });
});

const old = "duckdb:";
const other = "influxdb://user:secret@host:8086/plantroom";

/** A run of the server: the store's position at its start, and at its end. */
async function run(url: string, begin: number | undefined, end = begin): Promise<string | undefined> {
  let position = begin;
  const store = {
    position: async () => {
      if (position === undefined) throw new StoreFailure("unavailable", "connection refused");
      return position;
    },
  };
  const log = pino({ level: "warn" }, { write: (line: string) => void warned.push(JSON.parse(line).msg) });
  const clock = new HandClock(Date.UTC(2025, 0, 1));
  const change = await StoreChange.begin({ database, store, url, dataDirectory, clock, log });
  position = end;
  await change.stop();
  return change.note();
}

test("the same store, run after run, is nothing to speak of", async () => {
  expect(await run(old, 0, 100)).toBeUndefined();
  expect(await run(old, 100, 200)).toBeUndefined();
  expect(warned).toEqual([]);
});

test("another store is told of until the readings are moved, without the password", async () => {
  await run(old, 0, 100);
  const note = await run(other, 0, 500);
  expect(note).toMatch(
    /^readings from before 2025-01-01T00:00:00.000Z are in duckdb:, not in influxdb:\/\/host:8086\/plantroom: stop/,
  );
  expect(await run(other, 500)).toBe(note);
  expect(warned).toEqual([note, note]);
  const state = { from: old, to: "influxdb://host:8086/plantroom", next: 0, series: {}, isDone: false };
  await writeState(dataDirectory, state);
  expect(await run(other, 500)).toBe(note);
  await writeState(dataDirectory, { ...state, isDone: true });
  expect(await run(other, 500)).toBeUndefined();
});

test.each([
  ["going back", () => run(old, 100), undefined],
  ["the same file under another name", () => run("duckdb:readings.duckdb", 100), undefined],
  ["a store that is away", () => run(other, undefined), /^readings from before/],
  ["yet another store", () => run("duckdb:third", 7), /in duckdb:, not in duckdb:third/],
])("%s", async (_, next, expected) => {
  await run(old, 0, 100);
  const note = await next();
  if (expected === undefined) expect(note).toBeUndefined();
  else expect(note).toMatch(expected);
});

test("what was in memory only is not missed", async () => {
  await run("memory:", 0, 100);
  expect(await run(old, 0)).toBeUndefined();
});
