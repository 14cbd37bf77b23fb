import { gravity } from "@plantroom/model/alarms/priority.ts";
import type { WorkOrderView } from "@plantroom/model/api/types.ts";
import { dueOf } from "./due.ts";

/** Gravest first; within a priority, what is due soonest; what has no clock any more comes last. */
export function byUrgency(now: number) {
  return (a: WorkOrderView, b: WorkOrderView): number => {
    const left = (order: WorkOrderView) => dueOf(order, now)?.left ?? Number.POSITIVE_INFINITY;
    const [x, y] = [left(a), left(b)];
    const ended = Number(x === Number.POSITIVE_INFINITY) - Number(y === Number.POSITIVE_INFINITY);
    return ended || gravity(a.priority) - gravity(b.priority) || (x === y ? b.number - a.number : x - y);
  };
}

/** A technician's three piles. */
export interface Inbox {
  readonly mine: readonly WorkOrderView[];
  readonly unassigned: readonly WorkOrderView[];
  readonly team: readonly WorkOrderView[];
}

export function inboxOf(orders: readonly WorkOrderView[], username: string, now: number): Inbox {
  const sorted = [...orders].sort(byUrgency(now));
  return {
    mine: sorted.filter((order) => order.assignee === username),
    unassigned: sorted.filter((order) => order.assignee === undefined),
    team: sorted.filter((order) => order.assignee !== undefined && order.assignee !== username),
  };
}
