import type { Permission } from "@plantroom/model/people/permissions.ts";
import { m } from "#messages";

export interface Destination {
  readonly href: string;
  readonly label: () => string;
  /** For the narrow tab bar of a phone. */
  readonly short?: () => string;
  /** Path of a 24 × 24 drawing. */
  readonly icon: string;
  /** Any of these opens it. */
  readonly needs: readonly Permission[];
}

/** In the order of the navigation. */
export const destinations: readonly Destination[] = [
  {
    href: "/",
    label: m.shell_overview,
    icon: "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
    needs: ["estate.read"],
  },
  {
    href: "/alarms",
    label: m.shell_alarms,
    icon: "M12 3a6 6 0 0 0-6 6v5l-2 3h16l-2-3V9a6 6 0 0 0-6-6zM9.5 20a2.5 2.5 0 0 0 5 0",
    needs: ["alarms.read"],
  },
  {
    href: "/work-orders",
    label: m.shell_work_orders,
    short: m.shell_work_orders_short,
    icon: "M9 4h6v3H9zM7 5H5v16h14V5h-2M8.5 13l2.5 2.5L15.5 11",
    needs: ["work-orders.read"],
  },
  {
    href: "/procedures",
    label: m.shell_procedures,
    short: m.shell_procedures_short,
    icon: "M6 3h9l4 4v14H6zM15 3v4h4M9 11l1 1 2-2M14 11.5h2.5M9 16l1 1 2-2M14 16.5h2.5",
    needs: ["procedures.read"],
  },
  {
    href: "/rules",
    label: m.rules_title,
    icon: "M4 18h16M4 6h16M6 15l4-5 3 3 5-6",
    needs: ["rules.manage"],
  },
  {
    href: "/laboratory",
    label: m.laboratory_title,
    short: m.laboratory_title_short,
    icon: "M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M7.5 15h9",
    // Everybody who reads rules may open it; whoever tunes rules or works on what they cost finds it here.
    needs: ["rules.manage", "energy.correct"],
  },
  {
    href: "/equipment",
    label: m.shell_equipment,
    icon: "M12 3v4M12 17v4M3 12h4M17 12h4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    needs: ["estate.read"],
  },
  { href: "/energy", label: m.shell_energy, icon: "M13 3 5 14h6l-1 7 8-11h-6z", needs: ["energy.read"] },
  {
    href: "/admin",
    label: m.shell_admin,
    short: m.shell_admin_short,
    icon: "M4 7h10M18 7h2M14 5v4M4 17h4M12 17h8M8 15v4M4 12h2M10 12h10M6 10v4",
    needs: ["refused.read", "audit.read", "people.manage", "estate.manage", "system.read"],
  },
];

/** Whether a destination holds the page at this path. */
export function holds(destination: Destination, path: string): boolean {
  return destination.href === "/" ? path === "/" : path === destination.href || path.startsWith(`${destination.href}/`);
}
