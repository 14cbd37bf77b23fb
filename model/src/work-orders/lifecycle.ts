import type { Role } from "../people/roles.ts";

/** Domain B2. */
export const workOrderStates = [
  "new",
  "assigned",
  "accepted",
  "en-route",
  "on-site",
  "in-progress",
  "on-hold",
  "done",
  "verified",
  "closed",
  "reopened",
  "rejected",
  "cancelled",
] as const;
export type WorkOrderState = (typeof workOrderStates)[number];

/** States in which nobody has anything left to do. */
export const endedStates: readonly WorkOrderState[] = ["closed", "rejected", "cancelled"];

export const workOrderActions = [
  "assign",
  "accept",
  "set-out",
  "arrive",
  "start",
  "hold",
  "resume",
  "finish",
  "verify",
  "close",
  "reopen",
  "reject",
  "cancel",
] as const;
export type WorkOrderAction = (typeof workOrderActions)[number];

export interface Transition {
  readonly from: readonly WorkOrderState[];
  readonly to: WorkOrderState;
  readonly roles: readonly Role[];
  /** What must come with it. */
  readonly needs: readonly ("assignee" | "note" | "cause")[];
}

const dispatchers: readonly Role[] = ["operator", "supervisor", "administrator"];
const technicians: readonly Role[] = ["technician", "supervisor", "administrator"];

/** The one table that server, screens and tests read. Accepting, setting out and arriving may be skipped by who stands there. */
export const transitions: Readonly<Record<WorkOrderAction, Transition>> = {
  assign: { from: ["new", "assigned", "reopened"], to: "assigned", roles: dispatchers, needs: ["assignee"] },
  accept: { from: ["new", "assigned", "reopened"], to: "accepted", roles: technicians, needs: [] },
  "set-out": { from: ["accepted"], to: "en-route", roles: technicians, needs: [] },
  arrive: { from: ["accepted", "en-route"], to: "on-site", roles: technicians, needs: [] },
  start: { from: ["accepted", "en-route", "on-site"], to: "in-progress", roles: technicians, needs: [] },
  hold: { from: ["in-progress"], to: "on-hold", roles: technicians, needs: ["note"] },
  resume: { from: ["on-hold"], to: "in-progress", roles: technicians, needs: [] },
  finish: { from: ["in-progress"], to: "done", roles: technicians, needs: ["cause", "note"] },
  verify: { from: ["done"], to: "verified", roles: ["supervisor", "administrator"], needs: [] },
  close: { from: ["done", "verified"], to: "closed", roles: ["supervisor", "administrator"], needs: [] },
  reopen: { from: ["done", "verified", "closed"], to: "reopened", roles: dispatchers, needs: ["note"] },
  reject: { from: ["new", "assigned"], to: "rejected", roles: dispatchers, needs: ["note"] },
  cancel: {
    from: ["new", "assigned", "accepted", "en-route", "on-site", "in-progress", "on-hold", "reopened"],
    to: "cancelled",
    roles: dispatchers,
    needs: ["note"],
  },
};

/** What a person of these roles may do next, in the order in which it is usually done. */
export function nextActions(state: WorkOrderState, roles: readonly Role[]): WorkOrderAction[] {
  return workOrderActions.filter(
    (action) =>
      transitions[action].from.includes(state) && transitions[action].roles.some((role) => roles.includes(role)),
  );
}
