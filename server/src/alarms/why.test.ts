import { hour, minute } from "@plantroom/model/time.ts";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestPipeline } from "../pipeline-fixture.ts";
import { MemoryReadings } from "../readings/memory.ts";
import { low, people, ruleOf, siteId, start, trip } from "../rules/timeline-fixture.ts";
import { trendHandlers } from "./trend-handlers.ts";
import { keepTrends } from "./trend-keeper.ts";

const { operator, supervisor } = people;
const high = ruleOf("HIGH", { when: { kind: "above", point: "level", limit: 5 }, reAlarmMinutes: 30 });

describe("why, and why not", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trip, low, high]);
  });
  afterEach(() => t.close());

  const idOf = async (rule: string) => {
    const { items } = await t.call("GET /api/alarms", operator, { query: { open: "all" } });
    return items.find((one) => one.rule === rule)?.id ?? "";
  };

  test("an alarm tells its inputs, its rule, its timers and its journal", async () => {
    await t.publish("pump-1", { level: 9 });
    const params = { id: await idOf("HIGH") };
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params, body: { note: "seen" } });
    const why = await t.call("GET /api/alarms/{id}/why", operator, { params });
    expect(why).toMatchObject({
      rule: { id: "HIGH", version: 1 },
      ruleIsCurrent: true,
      now: { phase: "active", reason: "holds", evidence: [{ point: "level", value: 9, limit: 5, quality: "good" }] },
      timers: [{ kind: "re-alarm", at: new Date(start + 30 * minute).toISOString() }],
    });
    expect(why.journal.map(({ event }) => event)).toEqual(["raised", "acknowledged"]);
  });

  test("a rule that raises nothing tells how far it is from it, and what would hide it", async () => {
    await t.publish("pump-1", { level: 3, pressure: 0.2 });
    const body = { site: siteId, kind: "maintenance", equipment: [], rules: [], reason: "r", minutes: 60 };
    await t.call("POST /api/modes", supervisor, { body });
    const params = { site: siteId, equipment: "pump-1" };
    const { items } = await t.call("GET /api/equipment/{site}/{equipment}/rules", operator, { params });
    const standing = (rule: string) => items.find((one) => one.rule === rule);
    expect(standing("HIGH")).toMatchObject({ phase: "idle", reason: "holds-not", margin: 2 });
    expect(standing("LOW")).toMatchObject({ phase: "pending", reason: "on-delay", margin: -0.8 });
    expect(standing("LOW")?.dueAt).toBe(new Date(start + minute).toISOString());
    expect(standing("TRIP")).toMatchObject({ reason: "no-value-yet", suppressions: [{ reason: "maintenance-mode" }] });
  });

  test("comments and a verification stand in the journal, also of a closed alarm", async () => {
    await t.publish("pump-1", { level: 9 });
    const params = { id: await idOf("HIGH") };
    await t.publish("pump-1", { level: 1 });
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params });
    await t.call("POST /api/alarms/{id}/comments", operator, { params, body: { note: "a fly" } });
    const verified = { verification: "false", note: "no water" };
    await t.call("POST /api/alarms/{id}/verify", operator, { params, body: verified });
    const alarm = await t.call("GET /api/alarms/{id}", operator, { params });
    expect(alarm).toMatchObject({ state: "normal", verification: "false", verifiedBy: "operator" });
    expect(alarm.journal.map(({ event, note }) => [event, note])).toEqual([
      ["raised", undefined],
      ["cleared", undefined],
      ["acknowledged", undefined],
      ["commented", "a fly"],
      ["verified", "no water"],
    ]);
  });

  test("a rule is taken out of service before it raises, and raises hidden", async () => {
    const params = { site: siteId, equipment: "pump-1", rule: "TRIP" };
    const until = new Date(start + hour).toISOString();
    const route = "POST /api/equipment/{site}/{equipment}/rules/{rule}/out-of-service";
    const out = await t.call(route, supervisor, { params, body: { until, permit: "WO-9" } });
    expect(out).toMatchObject({ state: "out-of-service", occurrences: 0 });
    await t.publish("pump-1", { trip: true });
    const id = await idOf("TRIP");
    expect(id).toBe(out.id);
    const alarm = await t.call("POST /api/alarms/{id}/return-to-service", supervisor, { params: { id }, body: {} });
    expect(alarm).toMatchObject({ state: "unacknowledged", occurrences: 1 });
  });

  test("the journal in the database is only ever added to", async () => {
    await t.publish("pump-1", { level: 9 });
    await expect(t.database.updateTable("alarmTransitions").set({ by: "nobody" }).execute()).rejects.toThrow();
    await expect(t.database.deleteFrom("alarmTransitions").execute()).rejects.toThrow();
  });

  test("the trend of an alarm is still there when its readings are forgotten", async () => {
    await t.publish("pump-1", { level: 9 });
    const id = await idOf("HIGH");
    const store = new MemoryReadings();
    const series = { site: siteId, equipment: "pump-1", point: "level", quality: "good" } as const;
    const batch = Array.from({ length: 60 }, (_, i) => {
      const at = start - 29 * minute + i * minute;
      return { ...series, at, receivedAt: at, value: i, order: i };
    });
    await store.write(batch, 100);
    const handlers = trendHandlers({ database: t.database, store, estate: t.estate, clock: t.clock });
    const trend = () => handlers["GET /api/alarms/{id}/trend"]({ params: { id }, person: operator } as never);
    const live = await trend();
    expect(live).toMatchObject({ source: "live", points: [{ point: "level", limit: 5 }] });
    await t.publish("pump-1", { level: 1 });
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params: { id } });
    await t.pass(10 * minute);
    const { database, estate, clock } = t;
    await keepTrends({ database, store, estate, clock, log: pino({ level: "silent" }) });
    await store.forget(Number.MAX_SAFE_INTEGER);
    const kept = await trend();
    expect(kept).toMatchObject({ source: "kept", from: live.from });
    expect(kept.points[0]?.samples.length).toBeGreaterThan(20);
  });
});
