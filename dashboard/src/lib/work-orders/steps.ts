import { transitions, type WorkOrderAction } from "@plantroom/model/work-orders/lifecycle.ts";

/** What is usually next is the one big button; the others are beside it, what ends the work order badly last. */
const usual: readonly WorkOrderAction[] = ["accept", "start", "resume", "finish", "verify", "close", "assign"];
const unusual: readonly WorkOrderAction[] = ["set-out", "arrive", "hold", "reopen", "reject", "cancel"];

export interface Choice {
  readonly primary: WorkOrderAction | undefined;
  readonly others: readonly WorkOrderAction[];
}

/** Sorts what may be done; `dispatching`: who sends others assigns first, and does not take work himself. */
export function choose(actions: readonly WorkOrderAction[], dispatching: boolean): Choice {
  const order = dispatching ? ["assign", ...usual, ...unusual] : [...usual, ...unusual];
  const sorted = [...actions].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const primary = sorted.find((action) => usual.includes(action));
  return { primary, others: sorted.filter((action) => action !== primary) };
}

export interface StepInput {
  readonly note: string;
  readonly cause: string;
  readonly assignee: string;
}

/** The fields that an action still lacks. */
export function lacking(action: WorkOrderAction, input: StepInput): readonly ("assignee" | "note" | "cause")[] {
  return transitions[action].needs.filter((need) => input[need].trim() === "");
}
