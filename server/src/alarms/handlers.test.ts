import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { otherSite, TestPipeline } from "../pipeline-fixture.ts";
import { low, people, ruleOf, siteId, start, trip } from "../rules/timeline-fixture.ts";

const { operator, supervisor } = people;
const guest = { username: "guest", name: "G", roles: ["operator"], sites: [otherSite] } as const;
const high = ruleOf("HIGH", { when: { kind: "above", point: "level", limit: 5 }, priority: "critical" });

describe("alarms over HTTP", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trip, low, high]);
  });
  afterEach(() => t.close());

  const list = async (query = {}) => (await t.call("GET /api/alarms", operator, { query })).items;
  const idOf = async (rule: string) => (await list({ open: "all" })).find((alarm) => alarm.rule === rule)?.id ?? "";

  test("are listed gravest and newest first, page by page", async () => {
    await t.publish("pump-1", { trip: true });
    await t.pass(1_000);
    await t.publish("pump-2", { trip: true });
    await t.publish("pump-1", { level: 9 });
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await t.call("GET /api/alarms", operator, { query: { limit: 1, ...(cursor && { cursor }) } });
      seen.push(...page.items.map(({ equipment, rule }) => `${equipment} ${rule}`));
      cursor = page.next;
    }
    expect(seen).toEqual(["pump-1 HIGH", "pump-2 TRIP", "pump-1 TRIP"]);
    await expect(list({ cursor: "not-a-cursor" })).rejects.toMatchObject({ code: "request-invalid" });
  });

  test.each([
    [{ priority: "critical" }, ["HIGH"]],
    [{ priority: "high,critical" }, ["HIGH", "TRIP"]],
    [{ priority: "no-such" }, []],
    [{ state: "acknowledged" }, ["TRIP"]],
    [{ equipment: "pump-2" }, []],
    [{ open: "false" }, []],
    [{ to: new Date(start).toISOString() }, []],
    [{ from: new Date(start).toISOString() }, ["HIGH", "TRIP"]],
  ])("are found by %j", async (query, rules) => {
    await t.publish("pump-1", { trip: true, level: 9 });
    const params = { id: await idOf("TRIP") };
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params });
    expect((await list(query)).map(({ rule }) => rule)).toEqual(rules);
  });

  test("of a foreign site are not there", async () => {
    await t.publish("pump-1", { trip: true });
    const params = { id: await idOf("TRIP") };
    expect((await t.call("GET /api/alarms", guest)).items).toEqual([]);
    const missing = { code: "not-found" };
    await expect(t.call("GET /api/alarms", guest, { query: { site: siteId } })).rejects.toMatchObject(missing);
    await expect(t.call("GET /api/alarms/{id}", guest, { params })).rejects.toMatchObject(missing);
    await expect(t.call("POST /api/alarms/{id}/acknowledge", guest, { params })).rejects.toMatchObject(missing);
    await expect(t.call("GET /api/alarms/{id}", operator, { params: { id: "no" } })).rejects.toMatchObject(missing);
  });

  test("tell their journal and what was seen when they were raised", async () => {
    await t.publish("pump-1", { level: 9 });
    const params = { id: await idOf("HIGH") };
    const acknowledge = (body: object) => t.call("POST /api/alarms/{id}/acknowledge", operator, { params, body });
    await expect(acknowledge({})).rejects.toMatchObject({ code: "alarm-note-required" });
    await acknowledge({ note: "looking" });
    expect((await acknowledge({})).acknowledgedNote).toBe("looking");
    await t.publish("pump-1", { level: 1 });
    const alarm = await t.call("GET /api/alarms/{id}", operator, { params });
    expect(alarm).toMatchObject({ state: "normal", closeCause: "returned", evidence: [{ point: "level", value: 9 }] });
    expect(alarm.journal.map(({ event, by, note }) => [event, by, note])).toEqual([
      ["raised", "system", undefined],
      ["acknowledged", "operator", "looking"],
      ["cleared", "system", undefined],
    ]);
    await expect(acknowledge({ note: "late" })).rejects.toMatchObject({ code: "alarm-closed" });
    expect(await list()).toEqual([]);
    expect((await list({ open: "false" })).map(({ rule }) => rule)).toEqual(["HIGH"]);
  });

  test("are counted per site as they stand in the list", async () => {
    await t.publish("pump-1", { trip: true, level: 9 });
    const counts = () => t.pipeline.live.countsOf(siteId);
    expect(counts()).toEqual({ openAlarms: { critical: 1, high: 1, medium: 0, low: 0 }, openWorkOrders: 1 });
    const params = { id: await idOf("HIGH") };
    await t.call("POST /api/alarms/{id}/shelve", supervisor, { params, body: { minutes: 5, reason: "test" } });
    expect(counts().openAlarms.critical).toBe(0);
    await t.pass(300_100);
    expect(counts().openAlarms.critical).toBe(1);
  });

  test("people and the judge do not overtake each other", async () => {
    const entries = Array.from({ length: 200 }, (_, i) => t.samples("pump-1", { trip: i % 2 === 0 }));
    const acts: Promise<unknown>[] = [];
    const ends = entries.map((entry) => t.journal.append(entry));
    for (let i = 0; i < 50; i++) {
      await new Promise((turn) => setImmediate(turn));
      const id = await idOf("TRIP");
      if (id)
        acts.push(t.call("POST /api/alarms/{id}/acknowledge", operator, { params: { id } }).catch(() => "closed"));
    }
    await t.judged(ends.at(-1) ?? 0);
    await Promise.all(acts);
    const alarms = await list({ open: "all" });
    for (const { id } of alarms) {
      const { journal } = await t.call("GET /api/alarms/{id}", operator, { params: { id } });
      for (const [i, line] of journal.entries()) if (i > 0) expect(line.from).toBe(journal[i - 1]?.to);
    }
    expect(alarms.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBe(100);
  });
});
