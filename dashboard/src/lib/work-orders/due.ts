import type { WorkOrderView } from "@plantroom/model/api/types.ts";
import { endedStates, type WorkOrderState } from "@plantroom/model/work-orders/lifecycle.ts";

/** What the clock of a work order runs for: to be accepted, then to be finished. */
export interface Due {
  readonly for: "accept" | "finish";
  /** Milliseconds; less than zero: overdue. */
  readonly left: number;
}

const unaccepted: readonly WorkOrderState[] = ["new", "assigned", "reopened"];
const finished: readonly WorkOrderState[] = ["done", "verified", ...endedStates];

export function dueOf(order: Pick<WorkOrderView, "state" | "acceptBy" | "finishBy">, now: number): Due | undefined {
  if (finished.includes(order.state)) return undefined;
  if (unaccepted.includes(order.state)) return { for: "accept", left: Date.parse(order.acceptBy) - now };
  return { for: "finish", left: Date.parse(order.finishBy) - now };
}
