import { workOrderStates } from "@plantroom/model/work-orders/lifecycle.ts";
import { describe, expect, test } from "vitest";
import { dueOf } from "./due.ts";

const order = { acceptBy: "2026-01-01T00:10:00Z", finishBy: "2026-01-01T04:00:00Z" };
const at = (minutes: number) => Date.parse("2026-01-01T00:00:00Z") + minutes * 60_000;

describe("dueOf", () => {
  test.each([
    ["new", 4, { for: "accept", left: 6 * 60_000 }],
    ["assigned", 12, { for: "accept", left: -2 * 60_000 }],
    ["reopened", 0, { for: "accept", left: 10 * 60_000 }],
    ["in-progress", 60, { for: "finish", left: 180 * 60_000 }],
    ["on-hold", 241, { for: "finish", left: -60_000 }],
    ["done", 300, undefined],
    ["closed", 300, undefined],
  ] as const)("%s after %d min", (state, minutes, due) => {
    expect(dueOf({ ...order, state }, at(minutes))).toEqual(due);
  });

  test("every state has an answer", () => {
    for (const state of workOrderStates) expect(() => dueOf({ ...order, state }, at(0))).not.toThrow();
  });
});
