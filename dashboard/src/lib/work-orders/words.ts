import type { WorkOrderAction, WorkOrderState } from "@plantroom/model/work-orders/lifecycle.ts";
import type { WorkOrderType } from "@plantroom/model/work-orders/work-order.ts";
import { m } from "#messages";
import { ageWords } from "../format/words.ts";
import type { Due } from "./due.ts";

export function workOrderStateWords(state: WorkOrderState): string {
  return {
    new: m.work_orders_state_new,
    assigned: m.work_orders_state_assigned,
    accepted: m.work_orders_state_accepted,
    "en-route": m.work_orders_state_en_route,
    "on-site": m.work_orders_state_on_site,
    "in-progress": m.work_orders_state_in_progress,
    "on-hold": m.work_orders_state_on_hold,
    done: m.work_orders_state_done,
    verified: m.work_orders_state_verified,
    closed: m.work_orders_state_closed,
    reopened: m.work_orders_state_reopened,
    rejected: m.work_orders_state_rejected,
    cancelled: m.work_orders_state_cancelled,
  }[state]();
}

export function workOrderActionWords(action: WorkOrderAction): string {
  return {
    assign: m.work_orders_action_assign,
    accept: m.work_orders_action_accept,
    "set-out": m.work_orders_action_set_out,
    arrive: m.work_orders_action_arrive,
    start: m.work_orders_action_start,
    hold: m.work_orders_action_hold,
    resume: m.work_orders_action_resume,
    finish: m.work_orders_action_finish,
    verify: m.work_orders_action_verify,
    close: m.work_orders_action_close,
    reopen: m.work_orders_action_reopen,
    reject: m.work_orders_action_reject,
    cancel: m.work_orders_action_cancel,
  }[action]();
}

export function workOrderTypeWords(type: WorkOrderType): string {
  return {
    emergency: m.work_orders_type_emergency,
    corrective: m.work_orders_type_corrective,
    preventive: m.work_orders_type_preventive,
    inspection: m.work_orders_type_inspection,
    "condition-based": m.work_orders_type_condition_based,
    request: m.work_orders_type_request,
  }[type]();
}

/** `Accept within 6 min`, `Overdue by 2 min`. */
export function dueWords(due: Due): string {
  const time = ageWords(Math.abs(due.left));
  if (due.left < 0)
    return due.for === "accept" ? m.work_orders_accept_overdue({ time }) : m.work_orders_finish_overdue({ time });
  return due.for === "accept" ? m.work_orders_accept_within({ time }) : m.work_orders_finish_within({ time });
}
