import type { AlarmView } from "@plantroom/model/api/types.ts";
import { live } from "../live/live.svelte.ts";

/** Who looks after an alarm: who has its work order, else who acknowledged it. */
class Owners {
  readonly #assignees = $derived(
    new Map(live.workOrders.flatMap((order) => (order.assignee ? [[order.id, order.assignee] as const] : []))),
  );

  of(alarm: Pick<AlarmView, "workOrder" | "acknowledgedBy">): string | undefined {
    return this.#assignees.get(alarm.workOrder ?? "") ?? alarm.acknowledgedBy;
  }
}

export const owners = new Owners();
