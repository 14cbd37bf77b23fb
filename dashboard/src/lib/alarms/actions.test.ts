import type { AlarmView } from "@plantroom/model/api/types.ts";
import { describe, expect, test } from "vitest";
import { ApiProblem } from "../api/problem.ts";
import { applicable, forAllAlarms, forEachAlarm } from "./actions.ts";

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

describe("forAllAlarms", () => {
  const alarms = ["a", "b", "c"].map((id) => alarm({ id }));

  test("takes what the server says of each, row by row", async () => {
    const { done, failed } = await forAllAlarms(alarms, async (ids) => ({
      done: 2,
      failed: 1,
      results: ids.map((id) => (id === "b" ? { id, ok: false, code: "alarm-closed" } : { id, ok: true })),
    }));
    expect(done).toEqual(["a", "c"]);
    expect([...failed.keys()]).toEqual(["b"]);
    expect(failed.get("b")).toMatchObject({ code: "alarm-closed" });
  });

  test("asks in as few requests as can be; one that fails fails for its own alarms alone", async () => {
    const asked: string[][] = [];
    const { done, failed } = await forAllAlarms(
      alarms,
      async (ids) => {
        asked.push(ids);
        if (ids.includes("c")) throw new ApiProblem("network", 0);
        return { done: ids.length, failed: 0, results: ids.map((id) => ({ id, ok: true })) };
      },
      2,
    );
    expect(asked).toEqual([["a", "b"], ["c"]]);
    expect(done).toEqual(["a", "b"]);
    expect(failed.get("c")).toMatchObject({ code: "network" });
  });
});

describe("applicable", () => {
  const always = ["comment", "verify"];
  const open = [...always, "takeOut"];
  test.each([
    ["a new alarm", {}, [...open, "acknowledge", "shelve"]],
    ["an acknowledged one", { state: "acknowledged" }, [...open, "shelve"]],
    ["one that returned", { state: "returned-unacknowledged", active: false }, [...open, "acknowledge", "shelve"]],
    [
      "latched and over",
      { state: "latched-acknowledged", active: false, latching: true },
      [...open, "reset", "shelve"],
    ],
    ["latched and still active", { state: "acknowledged", latching: true }, [...open, "shelve"]],
    ["life safety is never shelved", { lifeSafety: true }, [...open, "acknowledge"]],
    ["on the shelf", { state: "shelved" }, [...open, "unshelve"]],
    ["out of service", { state: "out-of-service" }, [...always, "returnToService"]],
    ["closed", { state: "normal", closedAt: "2026-01-01T00:00:00Z" }, always],
  ] as const)("%s", (_, more, expected) => {
    const actions = Object.entries(applicable).filter(([, fits]) => fits(alarm(more)));
    expect(actions.map(([name]) => name).sort()).toEqual([...expected].sort());
  });
});
