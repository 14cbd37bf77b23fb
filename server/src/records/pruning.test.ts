import { day } from "@plantroom/model/time.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { startPruning } from "./pruning.ts";

const now = Date.UTC(2026, 5, 1);
const old = now - 31 * day;

let database: Database;
beforeEach(async () => {
  database = await openDatabase("sqlite::memory:", "");
});
afterEach(() => database.destroy());

const audit = (at: number) => ({ at, by: "a", action: "b", target: "c", detail: "{}", origin: "" });

async function prune(): Promise<string> {
  const metrics = new Registry();
  const clock = new HandClock(now);
  const stop = startPruning({ database, clock, log: pino({ level: "silent" }), metrics, days: 30 });
  clock.advance(0);
  for (;;) {
    const text = await metrics.metrics();
    if (text.includes('table="audit"')) {
      stop();
      return text;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("drops what is past its days, table by table, and counts it", async () => {
  // More than one transaction takes.
  for (let i = 0; i < 1_201; i += 100) {
    const rows = Array.from({ length: Math.min(100, 1_201 - i) }, () => audit(old));
    await database.insertInto("audit").values(rows).execute();
  }
  await database
    .insertInto("audit")
    .values([audit(now), audit(now)])
    .execute();
  const text = await prune();
  expect(text).toContain('plantroom_records_pruned_total{table="audit"} 1201');
  expect(text).toContain('plantroom_records_pruned_total{table="commands"} 0');
  expect(await database.selectFrom("audit").select("at").execute()).toEqual([{ at: now }, { at: now }]);
});

test("leaves what is younger alone", async () => {
  const young = now - 29 * day;
  await database
    .insertInto("audit")
    .values([audit(young), audit(young)])
    .execute();
  expect(await prune()).toContain('plantroom_records_pruned_total{table="audit"} 0');
  expect(await database.selectFrom("audit").select("at").execute()).toHaveLength(2);
});
