import type { WorkOrderView } from "@plantroom/model/api/types.ts";
import { iso } from "@plantroom/model/time.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";

/** A work order as HTTP and the live feed tell it. */
export function viewOf(order: WorkOrder): WorkOrderView {
  return {
    id: order.id,
    number: order.number,
    site: order.site,
    equipment: order.equipment,
    type: order.type,
    priority: order.priority,
    title: order.title,
    description: order.description,
    failureClass: order.failureClass,
    state: order.state,
    assignee: order.assignee,
    alarms: [...order.alarms],
    createdAt: iso(order.createdAt),
    createdBy: order.createdBy,
    acceptBy: iso(order.acceptBy),
    finishBy: iso(order.finishBy),
    finishedAt: order.finishedAt === undefined ? undefined : iso(order.finishedAt),
    cause: order.cause,
    resolution: order.resolution,
    steps: order.steps.map(({ at, ...step }) => ({ ...step, at: iso(at) })),
  };
}
