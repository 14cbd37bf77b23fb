import type { Rule } from "@plantroom/model/rules/rule.ts";
import { afterEach, describe, expect, test } from "vitest";
import { people, ruleOf, start, Timeline, type TimelineOptions, trip } from "../rules/timeline-fixture.ts";
import { returnToService, shelve, silence, takeOutOfService } from "./acts.ts";
import { searchIncidents } from "./incident-repository.ts";
import { viewOf } from "./view.ts";

const { operator, supervisor } = people;
const flood = ruleOf("FLOOD", {
  when: { kind: "is", point: "trip", values: [true] },
  latching: true,
  lifeSafety: true,
});
const high = (more: Partial<Rule> = {}) =>
  ruleOf("HIGH", { when: { kind: "above", point: "level", limit: 5 }, ...more });
const lost = ruleOf("LOST", {
  ...{ types: ["gateway"], when: { kind: "offline" }, onDelaySeconds: 60 },
  suppresses: { reason: "parent-comm-loss", reach: ["behind"] },
});
const mains = ruleOf("MAINS", {
  ...{ types: ["gateway"], when: { kind: "above", point: "pressure", limit: 5 } },
  suppresses: { reason: "mains-failure", reach: ["fed"] },
});

let open: Timeline | undefined;
async function timeline(options: TimelineOptions): Promise<Timeline> {
  open = await Timeline.start(options);
  return open;
}
afterEach(() => open?.close());

/** `HIGH raised +0s unacknowledged` without the equipment: one machine is enough for most. */
const storyOf = async (t: Timeline) => (await t.story()).map((line) => line.replace(/^pump-1 /, ""));

describe("what time alone does", () => {
  test("an acknowledged alarm that nobody ends is alarmed again, three times at most, through restarts", async () => {
    const t = await timeline({ rules: [high({ reAlarmMinutes: 30 })] });
    await t.at("0s").publish("pump-1", { level: 9 });
    await t.at("10s").as(operator).acknowledges("HIGH");
    await t.at("20m").restart();
    await t.at("31m").expectAlarm("HIGH", { state: "unacknowledged", reAlarms: 1 });
    for (const minute of [32, 64, 96]) await t.at(`${minute}m`).as(operator).acknowledges("HIGH");
    await t.at("300m").expectAlarm("HIGH", { state: "acknowledged", reAlarms: 3 });
    expect((await storyOf(t)).slice(0, 3)).toEqual([
      "HIGH raised +0s unacknowledged",
      "HIGH acknowledged +10s acknowledged",
      "HIGH re-alarmed +1810s unacknowledged",
    ]);
  });

  test("a rule that says nothing is never alarmed again, and one of low priority acknowledges its return", async () => {
    const t = await timeline({ rules: [high({ priority: "low", autoAcknowledgeMinutes: 60 }), trip] });
    await t.at("0s").publish("pump-1", { level: 9, trip: true });
    await t.at("10s").as(operator).acknowledges("TRIP");
    await t.at("20s").publish("pump-1", { level: 1 });
    await t.at("59m").expectAlarm("HIGH", { state: "returned-unacknowledged" });
    await t.at("61m").expectAlarm("HIGH", { state: "normal", acknowledgedBy: "system", closeCause: "returned" });
    await t.at("10h").expectAlarm("TRIP", { state: "acknowledged" });
  });

  test("a silenced one sounds again after a minute when it is critical, and never when it is medium", async () => {
    const t = await timeline({ rules: [high({ priority: "critical" }), { ...trip, priority: "medium" }] });
    await t.at("0s").publish("pump-1", { level: 9, trip: true });
    await t.at("5s").does(operator, "HIGH", silence);
    await t.at("5s").does(operator, "TRIP", silence);
    expect(viewOf((await t.alarm("HIGH")) as never)).toMatchObject({ quiet: "silenced", state: "unacknowledged" });
    await t.at("66s").expectAlarm("HIGH", { state: "unacknowledged" });
    expect(viewOf((await t.alarm("HIGH")) as never)).toMatchObject({ sound: "loud" });
    expect(viewOf((await t.alarm("TRIP")) as never)).toMatchObject({ quiet: "silenced" });
  });

  test("a shelf for one return ends with it, a shelf for a time with the time", async () => {
    const t = await timeline({ rules: [high(), trip] });
    await t.at("0s").publish("pump-1", { level: 9, trip: true });
    await t.at("1s").does(operator, "HIGH", shelve(60, "known", { oneShot: true }));
    await t.at("1s").as(operator).shelves("TRIP", 15);
    await t.at("60s").publish("pump-1", { level: 1 });
    await t.at("61s").expectAlarm("HIGH", { state: "returned-unacknowledged" });
    await t.at("14m").expectAlarm("TRIP", { state: "shelved" });
    await t.at("16m").expectAlarm("TRIP", { state: "unacknowledged" });
  });

  test("what is out of service past its planned return is reminded of in every shift, and returns by hand alone", async () => {
    const t = await timeline({ rules: [high()] });
    await t.at("0s").publish("pump-1", { level: 9 });
    const until = t.now + 3_600_000;
    await t.at("0s").does(supervisor, "HIGH", takeOutOfService(until, "WO-7", undefined));
    await t.at("26h").expectAlarm("HIGH", { state: "out-of-service" });
    expect((await storyOf(t)).filter((line) => line.includes("reminded"))).toEqual(
      [3_600, 32_400, 61_200, 90_000].map((seconds) => `HIGH reminded +${seconds}s out-of-service`),
    );
    await t.at("27h").does(supervisor, "HIGH", returnToService("done"));
    await t.at("27h").expectAlarm("HIGH", { state: "unacknowledged" });
  });
});

test("a shelf ends with its length, also when the clock is set back meanwhile", async () => {
  const t = await timeline({ rules: [high()] });
  await t.at("2h").publish("pump-1", { level: 9 });
  await t.at("2h").as(operator).shelves("HIGH", 15);
  await t.at("1h").expectAlarm("HIGH", { state: "shelved" });
  await t.at("74m").expectAlarm("HIGH", { state: "shelved" });
  await t.at("76m").expectAlarm("HIGH", { state: "unacknowledged" });
});

describe("the flap guard", () => {
  test("holds what comes five times in ten minutes, until it has stayed away for ten", async () => {
    const t = await timeline({ rules: [high()] });
    for (let i = 0; i < 5; i++) {
      await t.at(`${i * 60}s`).publish("pump-1", { level: 9 });
      await t.at(`${i * 60 + 30}s`).publish("pump-1", { level: 1 });
    }
    await t.at("275s").expectAlarm("HIGH", { state: "unacknowledged", occurrences: 5, chattering: true });
    await t.at("280s").as(operator).acknowledges("HIGH");
    await t.at("300s").publish("pump-1", { level: 9 });
    await t.at("301s").expectAlarm("HIGH", { state: "acknowledged", occurrences: 6 });
    await t.at("330s").publish("pump-1", { level: 1 });
    await t.at("890s").expectAlarm("HIGH", { state: "acknowledged" });
    await t.at("901s").expectAlarm("HIGH", { state: "normal", closeCause: "returned" });
    expect((await t.alarm("HIGH"))?.chattering).toBeUndefined();
  });

  test("lets four go by", async () => {
    const t = await timeline({ rules: [high()] });
    for (let i = 0; i < 4; i++) {
      await t.at(`${i * 60}s`).publish("pump-1", { level: 9 });
      await t.at(`${i * 60 + 30}s`).publish("pump-1", { level: 1 });
    }
    await t.at("215s").expectAlarm("HIGH", { state: "returned-unacknowledged", occurrences: 4 });
  });
});

describe("what is seen of an active alarm", () => {
  test("the values at raise, worst and clear, with the limit", async () => {
    const t = await timeline({ rules: [high()] });
    for (const [at, level] of [
      [0, 6],
      [20, 9],
      [40, 7],
      [60, 2],
    ] as const) {
      await t.at(`${at}s`).publish("pump-1", { level });
    }
    const alarm = await t.alarm("HIGH");
    expect([alarm?.evidence[0], alarm?.worst, alarm?.atClear?.[0]].map((one) => [one?.value, one?.limit])).toEqual([
      [6, 5],
      [9, 5],
      [2, 5],
    ]);
  });

  test("a bad value freezes it, with the reason, until a good one comes", async () => {
    const t = await timeline({ rules: [high()] });
    await t.at("0s").publish("pump-1", { level: 9 });
    await t.at("10s").publish("pump-1", { level: [0, "bad"] });
    await t
      .at("20s")
      .expectAlarm("HIGH", { state: "unacknowledged", uncertain: { since: start + 10_000, why: "bad-quality" } });
    await t.at("30s").publish("pump-1", { level: 9 });
    expect((await t.alarm("HIGH"))?.uncertain).toBeUndefined();
  });
});

describe("suppression by cause", () => {
  const behind = [
    { id: "gw", type: "gateway" },
    { id: "pump-1", gateway: "gw" },
    { id: "pump-2", gateway: "gw" },
  ];

  test("a gateway that is lost hides what it explains, one by one again when it is back", async () => {
    const t = await timeline({ rules: [lost, trip], equipment: behind });
    await t.at("0s").publish("pump-1", { trip: true });
    await t.at("50s").publish("pump-2", { trip: true });
    await t.at("60s").status("gw", false);
    await t.at("121s").expectAlarm("LOST", { state: "unacknowledged", firstOut: true });
    await t.at("121s").expectAlarm("TRIP", { state: "suppressed" }, "pump-1");
    const [incident] = (await searchIncidents(t.database, { open: "true", limit: 10 })).items;
    expect(incident).toMatchObject({ equipment: "gw", rule: "LOST", members: 3, open: 3, suppressed: 2 });
    await t.at("130s").restart();
    await t.at("200s").status("gw", true);
    await t.at("200.5s").expectAlarm("LOST", { state: "returned-unacknowledged" });
    const states = (await t.alarms()).filter(({ rule }) => rule === "TRIP").map(({ state }) => state);
    expect(states.sort()).toEqual(["suppressed", "unacknowledged"]);
    await t.at("202s").expectAlarm("TRIP", { state: "unacknowledged" }, "pump-1");
    await t.at("202s").expectAlarm("TRIP", { state: "unacknowledged" }, "pump-2");
  });

  test("what is raised and over while it is hidden asks nobody for anything", async () => {
    const fed = [
      { id: "gw", type: "gateway" },
      { id: "pump-1", fedBy: ["gw"] },
    ];
    const t = await timeline({ rules: [mains, trip], equipment: fed });
    await t.at("0s").publish("gw", { pressure: 9 });
    await t.at("1s").publish("pump-1", { trip: true });
    await t.at("2s").expectAlarm("TRIP", {
      state: "suppressed",
      suppressions: [
        { reason: "mains-failure", since: start + 1_000, equipment: "gw", alarm: "id-1", rule: "MAINS" },
      ] as never,
    });
    expect(await t.workOrders()).toEqual([]);
    await t.at("10s").publish("pump-1", { trip: false });
    await t.at("11s").expectAlarm("TRIP", { state: "normal", closeCause: "returned" }, "pump-1");
    expect(await storyOf(t)).toContain("TRIP raised +1s suppressed");
  });

  test("in a flood what is of low priority waits, where its rule says so", async () => {
    const pumps = Array.from({ length: 12 }, (_, i) => ({ id: `pump-${i + 1}` }));
    const t = await timeline({
      rules: [trip, high({ priority: "low", suppressedBy: ["flood-mode"] })],
      equipment: pumps,
    });
    await t.at("0s").publish("pump-1", { level: 9 });
    for (const { id } of pumps.slice(0, 11)) await t.at("10s").publish(id, { trip: true });
    await t.at("20s").publish("pump-12", { level: 9 });
    await t.at("21s").expectAlarm("HIGH", { state: "suppressed" }, "pump-1");
    await t.at("21s").expectAlarm("HIGH", { state: "suppressed" }, "pump-12");
    await t.at("612s").expectAlarm("HIGH", { state: "unacknowledged" }, "pump-1");
    await t.at("614s").expectAlarm("HIGH", { state: "unacknowledged" }, "pump-12");
  });

  test("life safety is hidden by nothing, nor what is graver than its cause", async () => {
    const fed = [
      { id: "gw", type: "gateway" },
      { id: "pump-1", fedBy: ["gw"] },
    ];
    const t = await timeline({ rules: [mains, flood, high({ priority: "critical" })], equipment: fed });
    await t.at("0s").publish("gw", { pressure: 9 });
    await t.at("1s").publish("pump-1", { trip: true, level: 9 });
    await t.at("2s").expectAlarm("FLOOD", { state: "unacknowledged" });
    await t.at("2s").expectAlarm("HIGH", { state: "unacknowledged" });
  });

  test("a machine that stands still hides what its rule says only holds while it runs", async () => {
    const rule = high({ suppressedBy: ["equipment-not-running"] });
    const t = await timeline({ rules: [rule] });
    await t.at("0s").publish("pump-1", { running: false, level: 9 });
    await t.at("1s").expectAlarm("HIGH", { state: "suppressed" });
    await t.at("10s").publish("pump-1", { running: true });
    await t.at("12s").expectAlarm("HIGH", { state: "unacknowledged" });
  });
});

describe("an incident", () => {
  test("is made by the second alarm of a cause: first-out, one work order, one sound", async () => {
    const other = { ...high(), workOrder: { ...trip.workOrder, failureClass: "tank" } as never };
    const set = [{ id: "set" }, { id: "pump-1", parent: "set" }, { id: "pump-2", parent: "set" }];
    const t = await timeline({ rules: [trip, other], equipment: set });
    await t.at("0s").publish("pump-1", { trip: true });
    await t.at("20s").publish("pump-2", { level: 9 });
    await t.at("60s").publish("pump-2", { trip: true });
    const first = await t.alarm("TRIP", "pump-1");
    const second = await t.alarm("HIGH");
    expect(first).toMatchObject({ firstOut: true, incident: second?.incident });
    expect(second?.workOrder).toBe(first?.workOrder);
    expect(viewOf(second as never)).toMatchObject({ quiet: "incident" });
    expect(viewOf(first as never)).toMatchObject({ sound: "loud" });
    expect(await t.alarm("TRIP", "pump-2")).not.toMatchObject({ incident: second?.incident });
    expect(await t.workOrders()).toHaveLength(2);
    await t.at("61s").as(operator).acknowledges("TRIP");
    await t.at("62s").publish("pump-1", { trip: false });
    expect(viewOf((await t.alarm("HIGH")) as never)).toMatchObject({ sound: "loud" });
  });

  test("is made of conditions that began together, however long each takes to be told", async () => {
    const t = await timeline({ rules: [trip, high({ onDelaySeconds: 120 })] });
    await t.at("0s").publish("pump-1", { trip: true, level: 9 });
    await t.at("121s").expectAlarm("TRIP", { firstOut: true });
    await t.at("121s").expectAlarm("HIGH", { incident: (await t.alarm("TRIP"))?.incident });
    expect((await t.alarm("HIGH"))?.incident).toBeDefined();
  });

  test("ends with its last alarm, and is known after a restart", async () => {
    const t = await timeline({ rules: [trip, high()] });
    await t.at("0s").publish("pump-1", { trip: true, level: 9 });
    await t.at("5s").restart();
    await t.at("10s").publish("pump-1", { trip: false, level: 1 });
    for (const rule of ["TRIP", "HIGH"]) await t.at("20s").as(operator).acknowledges(rule);
    const { items } = await searchIncidents(t.database, { open: "all", limit: 10 });
    expect(items).toEqual([expect.objectContaining({ members: 2, open: 0, endedAt: t.now })]);
  });
});
