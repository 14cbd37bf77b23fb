import type { WorkOrderStepInput } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { transitions } from "@plantroom/model/work-orders/lifecycle.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import type { Person } from "../people/person.ts";
import type { StepTaken } from "./book.ts";

export interface Stepped {
  readonly order: WorkOrder;
  readonly step: StepTaken;
}

/** The work order after a person's step; throws a `Problem` when the table of transitions does not allow it. */
export function takeStep(order: WorkOrder, input: WorkOrderStepInput, person: Person, at: Instant): Stepped {
  const { action, note, cause, assignee } = input;
  const { from, to, roles, needs } = transitions[action];
  if (!roles.some((role) => person.roles.includes(role))) throw new Problem("not-allowed");
  if (!isTheirs(order, person, action)) throw new Problem("not-allowed");
  if (!from.includes(order.state)) throw new Problem("work-order-step-refused", { state: order.state, action });
  const given = { assignee, note, cause };
  const missing = needs.filter((need) => given[need] === undefined);
  if (missing.length > 0) {
    const at = missing.map((need) => ({ path: `body.${need}`, problem: "required" }));
    throw new Problem("work-order-needs", { needs: missing.join(", ") }, { at });
  }
  const by = person.username;
  const step = { workOrder: order.id, at, by, action, from: order.state, to, note };
  const { workOrder: _id, action: _action, ...line } = step;
  return { order: { ...order, state: to, ...left(input, by, at), steps: [...order.steps, line] }, step };
}

/** A technician works on what is theirs or nobody's; who dispatches or supervises, on everything. */
function isTheirs(order: WorkOrder, person: Person, action: WorkOrderStepInput["action"]): boolean {
  if (order.assignee === undefined || order.assignee === person.username) return true;
  return transitions[action].roles.some((role) => role !== "technician" && person.roles.includes(role));
}

/** What a step leaves on the record besides the state. */
function left({ action, note, cause, assignee }: WorkOrderStepInput, by: string, at: Instant): Partial<WorkOrder> {
  switch (action) {
    case "assign":
      return { assignee };
    case "accept":
      return { assignee: by };
    case "finish":
      return { finishedAt: at, cause, resolution: note };
    case "reopen":
      return { finishedAt: undefined };
    default:
      return {};
  }
}
