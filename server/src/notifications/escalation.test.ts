import { defaultPolicy } from "@plantroom/model/escalation/default-policy.ts";
import type { Roster } from "@plantroom/model/on-call/roster.ts";
import { hour, minute, second } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noon, Sink, TestNotifications } from "./fixture.ts";

const olga = { username: "olga", name: "olga", roles: ["operator" as const] };
let test_: TestNotifications;
let sink: Sink;
beforeEach(async () => {
  test_ = await TestNotifications.start();
  sink = await Sink.listen();
});
afterEach(async () => {
  await test_.close();
  await sink.close();
});

const roster = (id: string, username: string): Roster => ({
  ...{ id, name: id, timeZone: "UTC", overrides: [], gapsAllowed: false },
  layers: [
    {
      ...{ id: "l", name: "L", people: [username], rotation: "daily", every: 1, handOffAt: "00:00" },
      ...{ startsOn: "2026-01-01", days: "every-day" },
    },
  ],
});
const manned = async () => {
  await test_.roster(roster("shift-lead", "sam"));
  await test_.roster(roster("duty-manager", "mia"));
  await test_.roster(roster("property-manager", "ada"));
};
const told = () => test_.told.map(({ username }) => username);
const webhook = () =>
  test_.channel({
    ...{ kind: "webhook", name: "Ops", enabled: true, locale: "en", format: "generic" },
    secrets: { url: `${sink.url}/hook`, signing: "shared" },
  });

describe("up the line while nobody acknowledges", () => {
  test("critical: the control room at once, then after 1, 3 and 5 min", async () => {
    await manned();
    await test_.raise("a");
    await test_.settled();
    expect(told()).toEqual(["olga"]);
    await test_.pass(59 * second);
    expect(told()).toEqual(["olga"]);
    await test_.pass(second);
    expect(told()).toEqual(["olga", "sam"]);
    await test_.pass(2 * minute);
    expect(told()).toEqual(["olga", "sam", "mia"]);
    await test_.pass(2 * minute);
    expect(told()).toEqual(["olga", "sam", "mia", "ada"]);
    await test_.pass(hour, minute);
    expect(told()).toHaveLength(4);
    expect(test_.told[0]?.notification).toMatchObject({ title: "P1 Pump <1>: Rule a", path: "/alarms?alarm=a" });
  });

  test.each([
    ["high", [3 * second, 5 * minute + 3 * second, 15 * minute + 3 * second, 30 * minute + 3 * second]],
    ["medium", [30 * minute + 3 * second]],
  ] as const)("%s", async (priority, times) => {
    await manned();
    await test_.raise("a", priority);
    for (const [i, time] of times.entries()) {
      await test_.pass(time - (times[i - 1] ?? 0) - second);
      expect(told()).toHaveLength(i);
      await test_.pass(second);
      expect(told()).toHaveLength(i + 1);
    }
  });

  test("an acknowledgement stops it, and the log says so", async () => {
    await manned();
    await test_.raise("a");
    await test_.pass(70 * second);
    await test_.acknowledge("a");
    await test_.happens("a", { type: "cleared" });
    await test_.pass(10 * minute, 10 * second);
    expect(told()).toEqual(["olga", "sam"]);
    const { escalations, items } = await test_.log("a");
    expect(escalations).toMatchObject([{ state: "ended", reason: "closed", policy: "default" }]);
    expect(items).toMatchObject([
      { step: "shift-lead", medium: "in-app", recipient: "sam", state: "sent", attempts: 1 },
      { step: "control-room", medium: "in-app", recipient: "olga", state: "sent" },
    ]);
  });

  test("acknowledged and then left: the shift lead is told again after 3 min, unless somebody does something", async () => {
    await manned();
    await test_.raise("left");
    await test_.acknowledge("left");
    await test_.pass(4 * minute, 10 * second);
    expect(told()).toEqual(["sam"]);
    expect(test_.told[0]?.notification.text).toContain("nobody attends");
  });

  test("a roster with nobody on it is written down, and the supervisors are told", async () => {
    await test_.raise("a");
    await test_.pass(61 * second);
    expect(told()).toEqual(["olga", "sam", "mia"]);
    const { items } = await test_.log("a");
    expect(items.find(({ reason }) => reason === "nobody-on-call")).toMatchObject({ recipient: "shift-lead" });
  });

  test("who may not see the site is not told", async () => {
    test_.people[0] = { ...olga, roles: ["operator"], sites: ["replayed"] };
    await test_.raise("a");
    await test_.settled();
    expect(told()).toEqual([]);
  });
});

describe("not told, with the reason", () => {
  test.each([
    ["shelved", { type: "shelved", until: noon + hour, by: "olga", reason: "x" }, "shelved"],
    ["out of service", { type: "taken-out-of-service", until: noon + hour, by: "olga", permit: "1" }, "out-of-service"],
    ["suppressed by design", { type: "suppressed", reason: "parent-comm-loss" }, "suppressed"],
    ["over by itself", { type: "cleared" }, "returned"],
  ] as const)("%s within moments", async (_, event, reason) => {
    await test_.raise("a", "high");
    await test_.happens("a", event);
    await test_.pass(hour, minute);
    expect(told()).toEqual([]);
    expect((await test_.log("a")).escalations).toMatchObject([{ state: "ended", reason }]);
  });

  test("raised while it is hidden", async () => {
    const regions = { active: false, acknowledged: true, latched: false, suppressedBy: ["drill-mode" as const] };
    await test_.raise("a", "critical", { regions, state: "suppressed" });
    await test_.pass(10 * minute, minute);
    expect(told()).toEqual([]);
    expect((await test_.log("a")).escalations).toMatchObject([{ state: "withheld", reason: "suppressed" }]);
  });

  test.each([
    ["a drill", { mode: { id: "m", kind: "drill" } }, "drill"],
    ["a replay", { site: "replayed" }, "replayed-time"],
  ] as const)("%s", async (_, rest, reason) => {
    await test_.raise("a", "critical", rest);
    await test_.pass(10 * minute, minute);
    expect(told()).toEqual([]);
    expect((await test_.log("a")).escalations).toMatchObject([{ state: "ended", reason }]);
  });

  test("silenced: not before the silence ends, and then at once", async () => {
    const body = { site: "harbour", until: new Date(noon + 10 * minute).toISOString(), reason: "commissioning" };
    await test_.call("POST /api/notification-silences", { body });
    await test_.raise("a");
    await test_.pass(9 * minute, minute);
    expect(told()).toEqual([]);
    expect((await test_.log("a")).escalations).toMatchObject([{ state: "running", reason: "silenced" }]);
    await test_.pass(2 * minute, 10 * second);
    expect(told()).toContain("olga");
  });

  test("own priority and quiet hours hold back mail, and critical alarms know no quiet hours", async () => {
    await test_.channel({
      ...{ kind: "smtp", name: "Mail", enabled: true, locale: "en", host: "127.0.0.1", port: 1, security: "none" },
      ...{ username: "", from: "plantroom@example.com", secrets: {} },
    });
    const quietHours = { from: "11:00", to: "13:00", timeZone: "Asia/Taipei" };
    const body = { email: "olga@example.com", emailFrom: "high", pushFrom: "never", quietHours };
    await test_.call("PUT /api/notifications/preferences", { as: olga, body });
    await test_.raise("quiet", "high");
    await test_.raise("loud", "critical");
    await test_.pass(4 * second);
    const mailed = async (id: string) => (await test_.log(id)).items.find(({ medium }) => medium === "smtp");
    expect(await mailed("quiet")).toMatchObject({ state: "withheld", reason: "quiet-hours", recipient: "olga" });
    expect(await mailed("loud")).toMatchObject({ state: "sending", problem: "connect ECONNREFUSED 127.0.0.1:1" });
  });
});

describe("floods", () => {
  test("many alarms of a site are one message, and what comes within half a minute is one more", async () => {
    await webhook();
    await test_.flood(23, "high");
    await test_.pass(4 * second);
    expect(sink.heard).toHaveLength(1);
    expect(sink.json(0)).toMatchObject({ count: 23, title: "23 alarms, worst P2 Pump <1>: Rule flood-0" });
    await test_.raise("late-1", "high");
    await test_.raise("late-2", "medium");
    await test_.pass(20 * second);
    expect(sink.heard).toHaveLength(1);
    await test_.pass(15 * second);
    expect(sink.heard).toHaveLength(2);
    expect(sink.json(1)).toMatchObject({ count: 1 });
  });

  test("what is graver than all that was said goes at once", async () => {
    await webhook();
    await test_.flood(5, "high");
    await test_.pass(4 * second);
    await test_.raise("fire", "critical");
    await test_.settled();
    expect(sink.json(1)).toMatchObject({ count: 1, priority: "critical" });
  });

  test("one that comes and goes is told of once, and goes up the line all the same", async () => {
    await manned();
    for (let i = 0; i < 5; i++) {
      if (i === 0) await test_.raise("flapping");
      else await test_.happens("flapping", { type: "raised", latching: false });
      await test_.pass(5 * second);
      if (i < 4) await test_.happens("flapping", { type: "cleared" });
      await test_.pass(5 * second);
    }
    expect(told()).toEqual(["olga"]);
    await test_.pass(15 * second);
    expect(told()).toEqual(["olga", "sam"]);
  });
});

describe("the digest", () => {
  test("low alarms wait for the morning, and those that are over by then are left out", async () => {
    await test_.raise("one", "low");
    await test_.raise("two", "low");
    await test_.raise("gone", "low");
    await test_.pass(minute);
    await test_.happens("gone", { type: "cleared" });
    await test_.acknowledge("gone");
    await test_.pass(19 * hour, 10 * minute);
    expect(told()).toEqual([]);
    await test_.pass(2 * hour, 10 * minute);
    expect(told()).toEqual(["sam", "mia"]);
    expect(test_.told[0]?.notification.count).toBe(2);
  });
});

describe("receivers that fail", () => {
  test("down for two hours: tried again, everything that gathered follows as one, and nothing twice", async () => {
    await test_.policy({ ...defaultPolicy, steps: { ...defaultPolicy.steps, medium: defaultPolicy.steps.high } });
    await webhook();
    sink.answer = undefined;
    await test_.raise("first", "high");
    await test_.pass(minute, 5 * second);
    for (const id of ["second", "third", "over"]) await test_.raise(id, "high");
    await test_.pass(30 * minute, 30 * second);
    await test_.happens("over", { type: "cleared" });
    await test_.pass(90 * minute, 30 * second);
    expect(test_.told.filter(({ username }) => username === "ada").at(0)?.notification.title).toContain("could not");
    sink.answer = { status: 200, body: "" };
    await test_.pass(10 * minute, 10 * second);
    expect(sink.heard.map((_, i) => sink.json(i).count)).toEqual([1, 2]);
    const alarms = sink.heard.flatMap((_, i) => sink.json(i).alarms ?? []);
    expect(alarms.map(({ id }) => id)).toEqual(["first", "second", "third"]);
  });

  test("refused for good: given up at once, and visibly", async () => {
    await webhook();
    sink.answer = { status: 404, body: "" };
    await test_.raise("a");
    await test_.pass(2 * second);
    const { items } = await test_.log("a");
    expect(items.find(({ medium }) => medium === "webhook")).toMatchObject({
      ...{ state: "undelivered", recipient: "Ops", problem: "the receiver answered 404" },
    });
    expect(told()).toEqual(["olga", "ada"]);
    const [channel] = (await test_.call("GET /api/notification-channels")).items;
    expect(channel?.health).toMatchObject({ state: "failing", problem: "the receiver answered 404" });
  });

  test("out of order for a day: given up after sixty attempts", async () => {
    await webhook();
    sink.answer = { status: 503, body: "" };
    await test_.raise("a");
    await test_.pass(6 * hour, 30 * second);
    const { items } = await test_.call("GET /api/notification-deliveries", { query: { state: "given-up", limit: 10 } });
    expect(items).toMatchObject([{ medium: "webhook", attempts: 60, problem: "the receiver answered 503" }]);
  }, 60_000);

  test("killed between sending and writing it down: sent again with the same key", async () => {
    await webhook();
    await test_.raise("a");
    await test_.settled();
    const key = sink.heard[0]?.headers["idempotency-key"];
    // As the database was when the process died.
    await test_.part.stop();
    await test_.database.updateTable("deliveries").set({ state: "sending", attempts: 0 }).execute();
    await test_.database.updateTable("notices").set({ state: "sending" }).execute();
    await test_.begin();
    await test_.settled();
    expect(sink.heard.map(({ headers }) => headers["idempotency-key"])).toEqual([key, key]);
    expect(test_.told).toHaveLength(1);
  });

  test("killed in the middle: the steps that fell due meanwhile are taken at the start, each once", async () => {
    await manned();
    await test_.raise("a");
    await test_.pass(70 * second);
    await test_.part.stop();
    test_.clock.advance(20 * minute);
    await test_.begin();
    await test_.pass(minute);
    expect(told()).toEqual(["olga", "sam", "mia", "ada"]);
  });
});
