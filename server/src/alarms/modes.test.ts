import { hour } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { otherSite, TestPipeline } from "../pipeline-fixture.ts";
import { people, ruleOf, siteId, start, trip } from "../rules/timeline-fixture.ts";

const { operator, supervisor } = people;
const fire = ruleOf("FIRE", {
  when: { kind: "above", point: "level", limit: 5 },
  ...{ priority: "critical", latching: true, lifeSafety: true },
});
const call = ruleOf("CALL-POINT", { when: { kind: "above", point: "pressure", limit: 5 }, lifeSafety: true });

describe("drills, tests and maintenance", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trip, fire, call]);
  });
  afterEach(() => t.close());

  const begin = (kind: "drill" | "test" | "maintenance", more: object = {}) =>
    t.call("POST /api/modes", supervisor, {
      body: { site: siteId, kind, equipment: [], rules: [], reason: "yearly", minutes: 60, ...more },
    });
  const end = (id: string) => t.call("POST /api/modes/{id}/end", supervisor, { params: { id }, body: {} });
  const alarmOf = async (rule: string) => {
    const { items } = await t.call("GET /api/alarms", operator, { query: { open: "all" } });
    return items.find((one) => one.rule === rule);
  };

  test("a drill tells softly what it expects, verifies it by itself and asks for no repair", async () => {
    const { id } = await begin("drill", { equipment: ["pump-1"], rules: ["FIRE", "TRIP"] });
    await t.publish("pump-1", { level: 9, trip: true });
    expect(await alarmOf("FIRE")).toMatchObject({
      ...{ state: "unacknowledged", sound: "soft", verification: "drill", mode: { id, kind: "drill" } },
    });
    expect((await alarmOf("TRIP"))?.workOrder).toBeUndefined();
  });

  test.each([
    ["outside its scope", "pump-2", { level: 9 }, "FIRE"],
    ["that it does not name", "pump-1", { pressure: 9 }, "CALL-POINT"],
  ])("a fire %s is real", async (_, equipment, values, rule) => {
    await begin("drill", { equipment: ["pump-1"], rules: ["FIRE"] });
    await t.publish(equipment, values);
    expect(await alarmOf(rule)).toMatchObject({ state: "unacknowledged", sound: "loud", verification: "unverified" });
    expect((await alarmOf(rule))?.mode).toBeUndefined();
  });

  test("without names a drill expects everything but life safety", async () => {
    await begin("test");
    await t.publish("pump-1", { level: 9, trip: true });
    expect(await alarmOf("FIRE")).toMatchObject({ sound: "loud" });
    expect(await alarmOf("TRIP")).toMatchObject({ sound: "soft", verification: "test" });
  });

  test("maintenance hides all but life safety, and its end shows what still stands", async () => {
    const { id } = await begin("maintenance");
    await t.publish("pump-1", { level: 9, trip: true });
    expect(await alarmOf("TRIP")).toMatchObject({ state: "suppressed", suppressedBy: ["maintenance-mode"] });
    expect(await alarmOf("FIRE")).toMatchObject({ state: "unacknowledged", sound: "loud" });
    await end(id);
    await t.pass(2_000);
    expect(await alarmOf("TRIP")).toMatchObject({ state: "unacknowledged", sound: "loud" });
    expect((await alarmOf("TRIP"))?.workOrder).toBeDefined();
  });

  test("what still stands when a drill is over is told again, as what it is", async () => {
    const { id } = await begin("drill");
    await t.publish("pump-1", { trip: true });
    const params = { id: (await alarmOf("TRIP"))?.id ?? "" };
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params });
    await end(id);
    expect(await alarmOf("TRIP")).toMatchObject({
      ...{ state: "unacknowledged", sound: "loud", verification: "unverified", mode: { id, ended: true } },
    });
  });

  test("a drill's alarm and a real one are never one record", async () => {
    const { id } = await begin("drill");
    await t.publish("pump-1", { trip: true });
    const drilled = await alarmOf("TRIP");
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params: { id: drilled?.id ?? "" } });
    await t.publish("pump-1", { trip: false });
    await end(id);
    await t.pass(1_000);
    await t.publish("pump-1", { trip: true });
    expect(await alarmOf("TRIP")).toMatchObject({ verification: "unverified", sound: "loud" });
    expect((await alarmOf("TRIP"))?.id).not.toBe(drilled?.id);
  });

  test("what nobody has acknowledged from before a drill stays real in it", async () => {
    await t.publish("pump-1", { trip: true });
    await t.publish("pump-1", { trip: false });
    await begin("drill");
    await t.publish("pump-1", { trip: true });
    expect(await alarmOf("TRIP")).toMatchObject({ occurrences: 2, sound: "loud", verification: "unverified" });
  });

  test("it ends by itself, and the report says what came, what is missing and what was beside it", async () => {
    const { id } = await begin("drill", { equipment: ["pump-1"], rules: ["FIRE", "CALL-POINT"] });
    await t.publish("pump-1", { level: 9 });
    await t.publish("pump-2", { trip: true });
    await t.pass(hour + 1_000);
    const report = await t.call("GET /api/modes/{id}/report", operator, { params: { id } });
    expect(report.mode).toMatchObject({ endedBy: "system", endedAt: new Date(start + hour).toISOString() });
    expect(report.raised.map(({ rule }) => rule)).toEqual(["FIRE"]);
    expect(report.notRestored.map(({ rule }) => rule)).toEqual(["FIRE"]);
    expect(report.missing).toEqual([{ rule: "CALL-POINT", equipment: ["pump-1"] }]);
    expect(report.outside.map(({ rule, equipment }) => [rule, equipment])).toEqual([["TRIP", "pump-2"]]);
    await expect(end(id)).rejects.toMatchObject({ code: "mode-ended" });
    expect((await t.call("GET /api/modes", operator)).items).toEqual([]);
  });

  test("are of their site alone, and name what there is", async () => {
    const guest = { username: "guest", name: "G", roles: ["supervisor"], sites: [otherSite] } as const;
    const { id } = await begin("drill");
    const missing = { code: "not-found" };
    await expect(t.call("GET /api/modes/{id}/report", guest, { params: { id } })).rejects.toMatchObject(missing);
    await expect(t.call("POST /api/modes/{id}/end", guest, { params: { id }, body: {} })).rejects.toMatchObject(
      missing,
    );
    await expect(begin("drill", { equipment: ["no-such"] })).rejects.toMatchObject({ code: "request-invalid" });
  });
});
