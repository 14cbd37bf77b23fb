import type { Permission } from "@plantroom/model/people/permissions.ts";
import { m } from "#messages";

export interface Section {
  readonly path: string;
  readonly label: () => string;
  readonly needs: Permission;
}

/** In the order of the tabs. */
export const sections: readonly Section[] = [
  { path: "/admin/sites", label: m.admin_sites, needs: "estate.manage" },
  { path: "/admin/equipment", label: m.admin_equipment, needs: "estate.manage" },
  { path: "/admin/device-types", label: m.admin_types, needs: "estate.manage" },
  { path: "/admin/devices", label: m.admin_devices, needs: "devices.manage" },
  { path: "/admin/people", label: m.admin_people, needs: "people.manage" },
  { path: "/admin/notifications", label: m.notifications_title, needs: "notifications.manage" },
  { path: "/admin/on-call", label: m.notifications_on_call, needs: "on-call.manage" },
  { path: "/admin/modes", label: m.admin_modes, needs: "alarms.modes" },
  { path: "/admin/refused", label: m.admin_refused, needs: "refused.read" },
  { path: "/admin/audit", label: m.admin_audit, needs: "audit.read" },
  { path: "/admin/system", label: m.admin_system, needs: "system.read" },
];
