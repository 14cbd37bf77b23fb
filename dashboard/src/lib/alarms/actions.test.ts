import type { AlarmView } from "@plantroom/model/api/types.ts";
import { describe, expect, test } from "vitest";
import { applicable, forEachAlarm } from "./actions.ts";

const alarm = (more: Partial<AlarmView>) =>
  ({ id: "a", state: "unacknowledged", active: true, latching: false, lifeSafety: false, ...more }) as AlarmView;

describe("forEachAlarm", () => {
  test("one that fails fails alone, with its reason", async () => {
    const refused = new Error("refused");
    const result = await forEachAlarm(
      ["a", "b", "c"].map((id) => alarm({ id })),
      async (one) => {
        if (one.id === "b") throw refused;
      },
    );
    expect([...result.done].sort()).toEqual(["a", "c"]);
    expect([...result.failed]).toEqual([["b", refused]]);
  });

  test("asks for each once, never more than so many at a time", async () => {
    let running = 0;
    let most = 0;
    const asked: string[] = [];
    const alarms = Array.from({ length: 20 }, (_, index) => alarm({ id: String(index) }));
    await forEachAlarm(
      alarms,
      async (one) => {
        asked.push(one.id);
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      },
      3,
    );
    expect(asked.sort()).toEqual(alarms.map((one) => one.id).sort());
    expect(most).toBe(3);
  });
});

describe("applicable", () => {
  test.each([
    ["a new alarm", {}, ["acknowledge", "shelve"]],
    ["an acknowledged one", { state: "acknowledged" }, ["shelve"]],
    ["one that returned", { state: "returned-unacknowledged", active: false }, ["acknowledge", "shelve"]],
    ["latched and over", { state: "latched-acknowledged", active: false, latching: true }, ["reset", "shelve"]],
    ["latched and still active", { state: "acknowledged", latching: true }, ["shelve"]],
    ["life safety is never shelved", { lifeSafety: true }, ["acknowledge"]],
    ["on the shelf", { state: "shelved" }, ["unshelve"]],
    ["closed", { state: "normal", closedAt: "2026-01-01T00:00:00Z" }, []],
  ] as const)("%s", (_, more, expected) => {
    const actions = Object.entries(applicable).filter(([, may]) => may(alarm(more)));
    expect(actions.map(([name]) => name).sort()).toEqual([...expected].sort());
  });
});
