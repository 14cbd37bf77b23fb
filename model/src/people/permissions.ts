import { type Role, roles } from "./roles.ts";

/** Everything that can be done, with the roles that may. Deny by default: what is not here cannot be asked for. */
export const permissions = {
  "estate.read": roles,
  "alarms.read": roles,
  "alarms.acknowledge": ["operator", "supervisor", "administrator"],
  "alarms.shelve": ["operator", "supervisor", "administrator"],
  "alarms.reset": ["supervisor", "administrator"],
  "alarms.out-of-service": ["supervisor", "administrator"],
  "alarms.verify": ["operator", "supervisor", "technician", "administrator"],
  "alarms.comment": ["operator", "supervisor", "technician", "administrator"],
  "alarms.modes": ["supervisor", "administrator"],
  "work-orders.read": roles,
  "work-orders.create": ["operator", "supervisor", "technician", "administrator"],
  "work-orders.act": ["operator", "supervisor", "technician", "administrator"],
  "notifications.manage": ["administrator"],
  "notifications.silence": ["supervisor", "administrator"],
  "on-call.read": roles,
  "on-call.manage": ["supervisor", "administrator"],
  "rules.read": roles,
  "rules.manage": ["supervisor", "administrator"],
  "views.share": ["supervisor", "administrator"],
  "procedures.read": roles,
  "procedures.act": ["operator", "supervisor", "technician", "administrator"],
  "procedures.end": ["operator", "supervisor", "administrator"],
  "energy.read": ["energy-manager", "operator", "supervisor", "administrator"],
  "energy.correct": ["energy-manager", "administrator"],
  "commands.send": ["operator", "supervisor", "administrator"],
  "refused.read": ["supervisor", "technician", "administrator"],
  "audit.read": ["supervisor", "administrator"],
  "people.manage": ["administrator"],
  "devices.manage": ["administrator"],
  "estate.manage": ["administrator"],
  "system.read": ["supervisor", "administrator"],
  "system.manage": ["administrator"],
  "demo.faults": ["operator", "supervisor", "technician", "energy-manager", "administrator"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

export function may(person: { readonly roles: readonly Role[] }, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return person.roles.some((role) => allowed.includes(role));
}
