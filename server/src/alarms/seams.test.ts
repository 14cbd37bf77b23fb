import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { overFor } from "@plantroom/model/escalation/plan.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { afterEach, describe, expect, test } from "vitest";
import { people, ruleOf, siteId, Timeline, type TimelineOptions, trip } from "../rules/timeline-fixture.ts";
import { silence, takeOutOfService } from "./acts.ts";
import { viewOf } from "./view.ts";

const { operator, supervisor } = people;
const levels = (more: Partial<Rule> = {}) =>
  ruleOf("LEVEL", {
    when: {
      kind: "levels",
      point: "level",
      levels: [
        { level: "hi", limit: 5, priority: "medium" },
        { level: "hihi", limit: 8, priority: "critical" },
      ],
    },
    ...{ priority: "medium", procedure: "S-FIR-1" },
    ...more,
  });
const latchingTrip = { ...trip, latching: true };
const lost = ruleOf("LOST", {
  ...{ types: ["gateway"], when: { kind: "offline" }, priority: "high" },
  suppresses: { reason: "parent-comm-loss", reach: ["behind"] },
});
const behind = [{ id: "gw", type: "gateway" }, ...["pump-1", "pump-2", "pump-3"].map((id) => ({ id, gateway: "gw" }))];

let open: Timeline | undefined;
async function timeline(options: TimelineOptions): Promise<Timeline> {
  open = await Timeline.start(options);
  return open;
}
afterEach(() => open?.close());

const soundOf = async (t: Timeline, rule: string, equipment?: string) =>
  viewOf((await t.alarm(rule, equipment)) as Alarm);
/** Whether anybody is told outside the control room: an escalation that has not ended, of an alarm that asks for it. */
async function isEscalated(t: Timeline, rule: string): Promise<boolean> {
  const alarm = (await t.alarm(rule)) as Alarm;
  const rows = await t.database
    .selectFrom("escalations")
    .select(["endedAt", "reason"])
    .where("alarm", "=", alarm.id)
    .execute();
  return rows.some(({ endedAt }) => endedAt === null) && overFor(alarm, { replayed: false }) === undefined;
}
/** The notifier has looked at everything, and what it found over is over. */
const everyEscalationEnds = (t: Timeline) =>
  t.database
    .updateTable("escalations")
    .set({ startedAt: t.now, dueAt: null, endedAt: t.now, reason: "drill" })
    .execute();

describe("an alarm that grows graver is told again", () => {
  test("after somebody has silenced it", async () => {
    const t = await timeline({ rules: [levels()] });
    await t.at("0s").publish("pump-1", { level: 6 });
    await t.at("10s").does(operator, "LEVEL", silence);
    expect(await soundOf(t, "LEVEL")).toMatchObject({ quiet: "silenced" });
    await t.at("20s").publish("pump-1", { level: 9 });
    expect(await soundOf(t, "LEVEL")).toMatchObject({ priority: "critical", sound: "loud" });
  });

  test("though the first-out of its incident sounded for it", async () => {
    const t = await timeline({ rules: [levels(), { ...trip, priority: "medium" }] });
    await t.at("0s").publish("pump-1", { trip: true });
    await t.at("5s").publish("pump-1", { level: 6 });
    expect(await soundOf(t, "LEVEL")).toMatchObject({ quiet: "incident" });
    await t.at("20s").publish("pump-1", { level: 9 });
    expect(await soundOf(t, "LEVEL")).toMatchObject({ priority: "critical", sound: "loud" });
  });

  test("and opens its procedure when it has become critical, and its work is as urgent", async () => {
    const { workOrder } = trip;
    const t = await timeline({ rules: [levels(workOrder && { workOrder })] });
    await t.at("0s").publish("pump-1", { level: 6 });
    expect([...t.judging.books.procedures.open()]).toEqual([]);
    await t.at("20s").publish("pump-1", { level: 9 });
    expect([...t.judging.books.procedures.open()]).toHaveLength(1);
    expect((await t.workOrders()).map(({ priority }) => priority)).toEqual(["critical"]);
  });

  test("from the shelf, on which it was put as what it was", async () => {
    const t = await timeline({ rules: [levels()] });
    await t.at("0s").publish("pump-1", { level: 6 });
    await t.at("10s").as(operator).shelves("LEVEL", 240);
    await t.at("20s").publish("pump-1", { level: 9 });
    expect(await soundOf(t, "LEVEL")).toMatchObject({ state: "unacknowledged", sound: "loud" });
    expect(await isEscalated(t, "LEVEL")).toBe(true);
  });

  test("from the shelf when it comes back graver", async () => {
    const t = await timeline({ rules: [levels()] });
    await t.at("0s").publish("pump-1", { level: 6 });
    await t.at("10s").as(operator).shelves("LEVEL", 240);
    await t.at("20s").publish("pump-1", { level: 1 });
    await t.at("30s").publish("pump-1", { level: 9 });
    expect(await soundOf(t, "LEVEL")).toMatchObject({ state: "unacknowledged", sound: "loud" });
  });

  test("but not what is out of service under a permit", async () => {
    const t = await timeline({ rules: [levels()] });
    await t.at("0s").publish("pump-1", { level: 6 });
    await t.at("10s").does(supervisor, "LEVEL", takeOutOfService(t.now + 3_600_000, "WO-7", undefined));
    await t.at("20s").publish("pump-1", { level: 9 });
    expect(await soundOf(t, "LEVEL")).toMatchObject({ state: "out-of-service", priority: "critical" });
  });

  test("also while the flap guard holds it", async () => {
    const t = await timeline({ rules: [levels()] });
    for (let i = 0; i < 5; i++) {
      await t.at(`${i * 60}s`).publish("pump-1", { level: 6 });
      await t.at(`${i * 60 + 30}s`).publish("pump-1", { level: 1 });
    }
    await t.at("280s").as(operator).acknowledges("LEVEL");
    await t.at("290s").publish("pump-1", { level: 9 });
    expect(await t.alarm("LEVEL")).toMatchObject({ state: "unacknowledged", priority: "critical" });
    expect(await isEscalated(t, "LEVEL")).toBe(true);
  });
});

describe("what was hidden when it came", () => {
  test.each([
    ["stands", { trip: true }, "unacknowledged"],
    ["is latched", { trip: false }, "latched-unacknowledged"],
  ])("is told when it is shown and still %s", async (_, values, state) => {
    const t = await timeline({ rules: [lost, latchingTrip], equipment: behind });
    await t.at("0s").status("gw", true);
    await t.at("5s").status("gw", false);
    await t.at("10s").publish("pump-1", { trip: true });
    await t.at("11s").expectAlarm("TRIP", { state: "suppressed" });
    await t.at("12s").publish("pump-1", values);
    await t.at("20s").status("gw", true);
    await t.at("25s").expectAlarm("TRIP", { state } as Partial<Alarm>);
    expect((await t.alarm("TRIP"))?.annunciatedAt).toBeDefined();
    expect(await isEscalated(t, "TRIP")).toBe(true);
    expect(await t.workOrders()).toHaveLength(1);
  });

  test("comes back though the rule that hid it was taken away, also over a restart", async () => {
    const t = await timeline({ rules: [lost, trip], equipment: behind });
    await t.at("0s").status("gw", true);
    await t.at("5s").status("gw", false);
    for (const id of ["pump-1", "pump-2", "pump-3"]) await t.at("10s").publish(id, { trip: true });
    await t.at("11s").expectAlarm("TRIP", { state: "suppressed" }, "pump-3");
    t.rules = [trip];
    t.judging.use({ rules: [trip] });
    await t.at("12s").restart();
    for (let i = 13; i < 18; i++) await t.tick(t.now + 1_000);
    expect((await t.alarms()).map(({ equipment, state }) => [equipment, state]).sort()).toEqual([
      ["pump-1", "unacknowledged"],
      ["pump-2", "unacknowledged"],
      ["pump-3", "unacknowledged"],
    ]);
  });

  test("comes back when what hides it is no longer as grave", async () => {
    const source = levels({ types: ["gateway"], suppresses: { reason: "parent-comm-loss", reach: ["behind"] } });
    const rule = {
      ...source,
      when: { ...source.when, point: "pressure" },
    } as Rule;
    const t = await timeline({ rules: [rule, trip], equipment: behind });
    await t.at("0s").publish("gw", { pressure: 9 });
    await t.at("10s").publish("pump-1", { trip: true });
    await t.at("11s").expectAlarm("TRIP", { state: "suppressed" });
    await t.at("20s").publish("gw", { pressure: 6 });
    await t.at("25s").expectAlarm("LEVEL", { priority: "medium", state: "unacknowledged" });
    await t.at("26s").expectAlarm("TRIP", { state: "unacknowledged" });
  });

  test("is not held back by a source that is only held for coming and going", async () => {
    const t = await timeline({ rules: [lost, trip], equipment: behind });
    for (let i = 0; i < 5; i++) {
      await t.at(`${i * 60}s`).status("gw", false);
      await t.at(`${i * 60 + 30}s`).status("gw", true);
    }
    await t.at("280s").expectAlarm("LOST", { chattering: true });
    await t.at("290s").publish("pump-1", { trip: true });
    await t.at("293s").expectAlarm("TRIP", { state: "unacknowledged" });
  });

  test("is not acknowledged by itself when it was told before it was hidden", async () => {
    const t = await timeline({ rules: [lost, trip], equipment: behind });
    await t.at("0s").publish("pump-1", { trip: true });
    await t.at("10s").publish("pump-1", { trip: false });
    await t.at("20s").status("gw", true);
    await t.at("25s").status("gw", false);
    await t.at("30s").publish("pump-1", { trip: true });
    await t.at("31s").expectAlarm("TRIP", { state: "suppressed" });
    await t.at("32s").publish("pump-1", { trip: false });
    await t.at("40s").status("gw", true);
    await t.at("60s").expectAlarm("TRIP", { state: "returned-unacknowledged" });
  });

  test.each([
    ["is removed", (t: Timeline) => t.estate.apply({ removedEquipment: [{ site: siteId, id: "gw" }] })],
    [
      "is no longer its own",
      (t: Timeline) => t.estate.apply({ equipment: [{ site: siteId, id: "pump-1", type: "machine", name: "1" }] }),
    ],
  ] as const)("comes back when the gateway that explained it %s", async (_, change) => {
    const t = await timeline({ rules: [lost, trip], equipment: behind });
    await t.at("0s").status("gw", true);
    await t.at("5s").status("gw", false);
    await t.at("10s").publish("pump-1", { trip: true });
    await t.at("11s").expectAlarm("TRIP", { state: "suppressed" });
    change(t);
    await t.at("15s").expectAlarm("TRIP", { state: "unacknowledged" });
    expect(await isEscalated(t, "TRIP")).toBe(true);
  });

  test("comes back the gravest first", async () => {
    const t = await timeline({
      rules: [{ ...lost, priority: "critical" }, { ...trip, priority: "low" }, levels()],
      equipment: behind,
    });
    await t.at("0s").status("gw", true);
    await t.at("5s").status("gw", false);
    for (const id of ["pump-1", "pump-2"]) await t.at("10s").publish(id, { trip: true });
    await t.at("11s").publish("pump-3", { level: 9 });
    await t.at("20s").status("gw", true);
    await t.tick(t.now + 500);
    expect((await t.alarms()).filter(({ state }) => state === "unacknowledged").map(({ rule }) => rule)).toContain(
      "LEVEL",
    );
  });
});

test.each(["rejected", "cancelled", "reopened"] as const)("work that is %s attends to nothing", async (state) => {
  const t = await timeline({ rules: [trip] });
  await t.at("0s").publish("pump-1", { trip: true });
  await t.at("10s").as(operator).acknowledges("TRIP");
  const rows = () => t.database.selectFrom("escalations").select(["endedAt", "reason"]).execute();
  await t.database.updateTable("escalations").set({ endedAt: t.now, dueAt: null, reason: "attended" }).execute();
  const { books } = t.judging;
  for (const order of books.workOrders.open()) books.effects.workOrders.set(order.id, { ...order, state: "accepted" });
  await t.commit();
  expect(await rows()).toEqual([{ endedAt: t.now, reason: "attended" }]);
  for (const order of books.workOrders.open()) books.effects.workOrders.set(order.id, { ...order, state });
  await t.commit();
  expect(await rows()).toEqual([{ endedAt: null, reason: null }]);
});

describe("what still stands when a rehearsal is over", () => {
  const fire = ruleOf("FIRE", {
    when: { kind: "is", point: "trip", values: [true] },
    ...{ priority: "critical", latching: true, lifeSafety: true, procedure: "S-FIR-1" },
  });
  const begin = (t: Timeline, kind: "drill" | "test" | "maintenance") =>
    t.judging.books.annunciator.beginMode({
      ...{ id: "m", site: siteId, kind, equipment: [], rules: ["FIRE"], reason: "", startedBy: "s" },
      ...{ startedAt: t.now, until: t.now + 3_600_000 },
    });

  test.each(["drill", "test", "maintenance"] as const)("is escalated as what it is: %s", async (kind) => {
    const t = await timeline({ rules: [fire] });
    await t.tick(t.now);
    begin(t, kind);
    await t.at("10s").publish("pump-1", { trip: true });
    expect(await isEscalated(t, "FIRE")).toBe(false);
    await everyEscalationEnds(t);
    await t.tick(t.now + 3_700_000);
    expect(await soundOf(t, "FIRE")).toMatchObject({
      state: "unacknowledged",
      sound: "loud",
      verification: "unverified",
    });
    expect(await isEscalated(t, "FIRE")).toBe(true);
  });

  test("is not what the drill's procedure attends to: its own opens", async () => {
    const t = await timeline({ rules: [fire] });
    await t.tick(t.now);
    begin(t, "drill");
    await t.at("10s").publish("pump-1", { trip: true });
    const runs = () => [...t.judging.books.procedures.open()].map(({ run }) => run.drill);
    expect(runs()).toEqual([true]);
    await t.at("2h").restart();
    expect(runs()).toEqual([true, false]);
    await t.tick(t.now + 1_000);
    await t.judging.books.annunciator.pass();
    expect(runs()).toEqual([true, false]);
  });
});
