import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { gravity } from "@plantroom/model/alarms/priority.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { minute } from "@plantroom/model/time.ts";
import { endedStates } from "@plantroom/model/work-orders/lifecycle.ts";
import {
  targets,
  type WorkOrder,
  type WorkOrderStep,
  type WorkOrderTemplate,
} from "@plantroom/model/work-orders/work-order.ts";
import { system } from "../alarms/moving.ts";

type Made = Pick<WorkOrder, "site" | "equipment" | "type" | "priority" | "title" | "failureClass"> &
  Partial<Pick<WorkOrder, "description" | "assignee" | "alarms">>;

/** Open work orders; one per equipment and failure class of those that alarms ask for. */
export class WorkOrderBook {
  readonly #newId: () => string;
  readonly #open = new Map<string, WorkOrder>();
  #nextNumber: number;

  constructor(open: Iterable<WorkOrder>, nextNumber: number, newId: () => string) {
    this.#newId = newId;
    this.#nextNumber = nextNumber;
    for (const order of open) this.put(order);
  }

  open(): IterableIterator<WorkOrder> {
    return this.#open.values();
  }

  get(id: string): WorkOrder | undefined {
    return this.#open.get(id);
  }

  put(order: WorkOrder): void {
    if (isEnded(order)) this.#open.delete(order.id);
    else this.#open.set(order.id, order);
  }

  make(what: Made, by: string, at: Instant): WorkOrder {
    const order: WorkOrder = {
      alarms: [],
      ...what,
      id: this.#newId(),
      number: this.#nextNumber++,
      state: what.assignee === undefined ? "new" : "assigned",
      createdAt: at,
      createdBy: by,
      ...targetsFrom(what.priority, at),
      steps: [],
    };
    this.put(order);
    return order;
  }

  /**
   * The work order that an alarm asks for: that of its incident while it is open, the open one of its failure class, or a new one;
   * undefined when it has it as it is.
   */
  forAlarm(alarm: Alarm, template: WorkOrderTemplate, at: Instant, ofIncident?: string): WorkOrder | undefined {
    const { site, equipment, priority } = alarm;
    const { type, title, failureClass } = template;
    const known = this.#open.get(ofIncident ?? "") ?? this.#openOf(site, equipment, failureClass);
    if (!known)
      return this.make({ site, equipment, type, priority, title, failureClass, alarms: [alarm.id] }, system, at);
    const isIn = known.alarms.includes(alarm.id);
    if (isIn && gravity(alarm.priority) >= gravity(known.priority)) return undefined;
    const alarms = isIn ? known.alarms : [...known.alarms, alarm.id];
    const order = { ...known, alarms, ...graver(known, alarm, at) };
    this.put(order);
    return order;
  }

  #openOf(site: string, equipment: string, failureClass: string): WorkOrder | undefined {
    for (const order of this.#open.values()) {
      if (order.equipment === equipment && order.site === site && order.failureClass === failureClass) {
        if (order.createdBy === system) return order;
      }
    }
    return undefined;
  }
}

export function isEnded({ state }: Pick<WorkOrder, "state">): boolean {
  return endedStates.includes(state);
}

/** A graver alarm makes the work more urgent; a lighter one never less. */
function graver(order: WorkOrder, alarm: Alarm, at: Instant): Partial<WorkOrder> {
  if (gravity(alarm.priority) >= gravity(order.priority)) return {};
  const { acceptBy, finishBy } = targetsFrom(alarm.priority, at);
  return {
    priority: alarm.priority,
    acceptBy: Math.min(acceptBy, order.acceptBy),
    finishBy: Math.min(finishBy, order.finishBy),
  };
}

function targetsFrom(priority: WorkOrder["priority"], at: Instant): Pick<WorkOrder, "acceptBy" | "finishBy"> {
  const { acceptMinutes, resolveMinutes } = targets[priority];
  return { acceptBy: at + acceptMinutes * minute, finishBy: at + resolveMinutes * minute };
}

/** A step of a work order, with what was done. */
export interface StepTaken extends WorkOrderStep {
  readonly workOrder: string;
  readonly action: string;
}
