import type { Priority } from "@plantroom/model/alarms/priority.ts";
import { hour, minute, second } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noted } from "../alarms/moving.ts";
import { findAlarm, saveAlarms } from "../alarms/repository.ts";
import { announce } from "../escalation/announce.ts";
import { Sink, TestNotifications } from "./fixture.ts";

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

const toldTo = (username: string) => test_.told.filter((one) => one.username === username).length;
/** An unacknowledged alarm reaches another level. */
async function becomes(id: string, priority: Priority): Promise<void> {
  const alarm = await findAlarm(test_.database, id);
  if (!alarm) throw new Error(id);
  const moved = noted({ ...alarm, priority }, "priority-raised", { at: test_.clock.now(), by: "system" });
  await test_.database.transaction().execute(async (transaction) => {
    await saveAlarms(transaction, [moved.alarm], [moved.transition]);
    await announce(transaction, new Map([[id, moved.alarm]]), [moved.transition]);
  });
  await test_.settled();
}

describe("an alarm that has become graver", () => {
  test("is told to those again who were told of the lesser, and once", async () => {
    await test_.raise("a", "high");
    await test_.pass(10 * second);
    expect(toldTo("olga")).toBe(1);
    await becomes("a", "critical");
    expect(toldTo("olga")).toBe(2);
    await becomes("a", "high");
    await becomes("a", "critical");
    await test_.pass(40 * second);
    expect(toldTo("olga")).toBe(2);
  });
});

describe("the clock of the machine is set back by hours", () => {
  test("the next step comes after its time all the same, and so does what is to be told", async () => {
    await test_.raise("a");
    await test_.pass(30 * second);
    expect(toldTo("sam")).toBe(0);
    test_.clock.set(test_.clock.now() - 3 * hour);
    await test_.pass(62 * second);
    expect(toldTo("sam")).toBe(1);
    await test_.raise("b");
    await test_.settled();
    expect(toldTo("olga")).toBe(2);
  });

  test("a message that waits for its receiver is tried again soon", async () => {
    await test_.channel({
      ...{ kind: "webhook", name: "Ops", enabled: true, locale: "en", format: "generic" },
      secrets: { url: `${sink.url}/hook`, signing: "shared" },
    });
    sink.answer = undefined;
    await test_.raise("a");
    await test_.pass(2 * second);
    test_.clock.set(test_.clock.now() - 3 * hour);
    sink.answer = { status: 200, body: "{}" };
    await test_.pass(6 * minute, 10 * second);
    expect(sink.heard.length).toBeGreaterThan(0);
  });
});

test("what is graver does not wait for a message that its receiver does not take", async () => {
  await test_.channel({
    ...{ kind: "webhook", name: "Ops", enabled: true, locale: "en", format: "generic" },
    secrets: { url: `${sink.url}/hook`, signing: "shared" },
  });
  sink.answer = { status: 503, body: "" };
  await test_.raise("a", "high");
  await test_.pass(4 * minute, 5 * second);
  sink.heard.length = 0;
  sink.answer = { status: 200, body: "{}" };
  await test_.raise("b", "critical");
  await test_.pass(2 * second);
  expect(sink.heard.map((_, i) => sink.json(i).alarms?.[0]?.id)).toContain("b");
});

test("a roster that cannot be read is one with nobody on it: the supervisors are told", async () => {
  await test_.roster({
    ...{ id: "shift-lead", name: "L", timeZone: "Mars/Olympus", overrides: [], gapsAllowed: false },
    layers: [
      {
        ...{ id: "l", name: "L", people: ["ada"], rotation: "daily", every: 1, handOffAt: "00:00" },
        ...{ startsOn: "2026-01-01", days: "every-day" },
      },
    ],
  });
  await test_.raise("a");
  await test_.pass(61 * second);
  expect(toldTo("sam")).toBe(1);
});

test("a silence that does not name its rule leaves life safety alone", async () => {
  const until = new Date(test_.clock.now() + hour).toISOString();
  await test_.call("POST /api/notification-silences", { body: { site: "harbour", until, reason: "works" } });
  await test_.raise("fire", "critical", { lifeSafety: true });
  await test_.raise("other");
  await test_.settled();
  expect(test_.told.map(({ notification }) => notification.path)).toEqual(["/alarms?alarm=fire"]);
  await test_.call("POST /api/notification-silences", { body: { rule: "fire-2", until, reason: "works" } });
  await test_.raise("fire-2", "critical", { lifeSafety: true });
  await test_.pass(40 * second);
  expect(test_.told.filter(({ notification }) => notification.path.includes("fire-2"))).toEqual([]);
});

describe("while the judge catches up", () => {
  test("nobody is told of what is over when it has, and everybody of what still stands", async () => {
    test_.judgeLag = 5 * hour;
    await test_.raise("over");
    await test_.raise("stands");
    await test_.pass(20 * second);
    expect(test_.told).toEqual([]);
    await test_.happens("over", { type: "cleared" }, "system");
    test_.judgeLag = 0;
    await test_.pass(2 * second);
    expect(test_.told.map(({ notification }) => notification.path)).toEqual(["/alarms?alarm=stands"]);
  });

  test("which does not end: people are told after a minute", async () => {
    test_.judgeLag = 5 * hour;
    await test_.raise("a");
    await test_.pass(62 * second);
    expect(toldTo("olga")).toBe(1);
  });
});
