import type { WorkOrderView } from "@plantroom/model/api/types.ts";
import { describe, expect, test } from "vitest";
import { byUrgency, inboxOf } from "./order.ts";

const now = Date.parse("2026-01-01T00:00:00Z");
const order = (number: number, more: Partial<WorkOrderView> = {}) =>
  ({
    id: String(number),
    number,
    priority: "medium",
    state: "new",
    acceptBy: new Date(now + 600_000).toISOString(),
    finishBy: new Date(now + 6_000_000).toISOString(),
    ...more,
  }) as WorkOrderView;
const numbers = (orders: readonly WorkOrderView[]) => orders.map((one) => one.number);

test("gravest first, then soonest due, what is done last, newest first among equals", () => {
  const orders = [
    order(1),
    order(2, { priority: "critical", state: "done" }),
    order(3, { priority: "high" }),
    order(4, { acceptBy: new Date(now - 1_000).toISOString() }),
    order(5),
  ];
  expect(numbers([...orders].sort(byUrgency(now)))).toEqual([3, 4, 5, 1, 2]);
});

describe("inboxOf", () => {
  test("every work order lies on one pile", () => {
    const orders = [order(1, { assignee: "lin" }), order(2), order(3, { assignee: "wang" })];
    const inbox = inboxOf(orders, "lin", now);
    expect(numbers(inbox.mine)).toEqual([1]);
    expect(numbers(inbox.unassigned)).toEqual([2]);
    expect(numbers(inbox.team)).toEqual([3]);
  });
});
