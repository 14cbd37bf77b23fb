import { day } from "@plantroom/model/time.ts";
import { expect, test } from "vitest";
import { MemoryReadings } from "../memory.ts";
import type { StoredReading } from "../store.ts";
import { StoreFailure } from "../store-failure.ts";
import { migrate } from "./migrate.ts";
import { type MigrationState, placeOf } from "./state.ts";

const start = Date.UTC(2024, 10, 23);
const begun: MigrationState = { from: "a:", to: "b:", next: -8.64e15, series: {}, isDone: false };

/** Fails or loses when it is told to. */
class MoodyReadings extends MemoryReadings {
  failsAfter = Number.POSITIVE_INFINITY;
  loses = false;

  override async replay(batch: readonly StoredReading[]): Promise<void> {
    if (this.failsAfter-- <= 0) throw new StoreFailure("unavailable", "connection refused");
    await super.replay(this.loses ? batch.slice(1) : batch);
  }
}

function readings(point: string, count: number, step: number): StoredReading[] {
  return Array.from({ length: count }, (_, i) => {
    const at = start + i * step;
    const quality = i % 7 === 0 ? "bad" : "good";
    return { site: "s", equipment: "e", point, at, receivedAt: at + 5, value: i, quality, order: i };
  });
}

async function source(): Promise<MemoryReadings> {
  const store = new MemoryReadings();
  await store.write([...readings("p", 50, day / 10), ...readings("q", 3, 2 * day)], 77);
  return store;
}

async function move(from: MemoryReadings, to: MemoryReadings, state: MigrationState) {
  const kept: MigrationState[] = [];
  const keep = async (next: MigrationState) => void kept.push(next);
  const outcome = await migrate({ from, to, state, keep, say: () => undefined }).catch(() => undefined);
  return { outcome, kept };
}

async function all(store: MemoryReadings) {
  const found: StoredReading[] = [];
  for await (const some of store.readings(-8e15, 8e15)) found.push(...some);
  return found;
}

test("moves every reading with its receipt, counts each series, and hands over the journal's position", async () => {
  const [from, to] = [await source(), new MemoryReadings()];
  const { outcome, kept } = await move(from, to, begun);
  expect(outcome).toMatchObject({ ok: true, state: { isDone: true, series: { "s/e/p": 50, "s/e/q": 3 } } });
  expect(await all(to)).toEqual(await all(from));
  expect(await to.position()).toBe(77);
  expect(kept.map(({ next }) => (next - start) / day)).toEqual([1, 2, 3, 4, 5, 5]);
  expect(await to.unsettled("s", "e")).toHaveLength(1);
});

test("goes on where it was broken off, wherever that was", async () => {
  const from = await source();
  for (let writes = 0; writes < 12; writes++) {
    const to = new MoodyReadings();
    to.failsAfter = writes;
    const { kept } = await move(from, to, begun);
    expect(await to.position()).toBe(writes < 8 ? 0 : 77);
    to.failsAfter = Number.POSITIVE_INFINITY;
    const { outcome } = await move(from, to, kept.at(-1) ?? begun);
    expect(outcome).toMatchObject({ ok: true, state: { series: { "s/e/p": 50, "s/e/q": 3 } } });
    expect(await all(to)).toEqual(await all(from));
    expect(await to.position()).toBe(77);
  }
});

test("stops at a day that did not arrive whole, and says what is missing", async () => {
  const [from, to] = [await source(), new MoodyReadings()];
  to.loses = true;
  const { outcome, kept } = await move(from, to, begun);
  expect(outcome).toMatchObject({
    ok: false,
    missing: [
      { series: "s/e/p", day: start, expected: 10, found: 9 },
      { series: "s/e/q", day: start, expected: 1, found: 0 },
    ],
  });
  expect(kept).toEqual([]);
  expect(await to.position()).toBe(0);
});

test("an empty store is moved too", async () => {
  const { outcome } = await move(new MemoryReadings(), new MemoryReadings(), begun);
  expect(outcome).toMatchObject({ ok: true, state: { isDone: true, series: {} } });
});

test("a place tells nothing of who asks", () => {
  expect(placeOf("influxdb://user:p%40ss@host:8086/db")).toBe("influxdb://host:8086/db");
  expect(placeOf("duckdb:")).toBe("duckdb:");
});
