import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import type { AlarmDesk } from "../alarms/handlers.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { findWorkOrder, searchWorkOrders } from "./repository.ts";
import { takeStep } from "./stepping.ts";
import { viewOf } from "./view.ts";

export interface Technician {
  readonly username: string;
  readonly name: string;
  /** All sites when undefined. */
  readonly sites?: readonly string[] | undefined;
}

export interface WorkOrderDesk extends AlarmDesk {
  readonly estate: Estate;
  /** Who work can be assigned to. */
  technicians(): Promise<readonly Technician[]>;
}

type WorkOrderRoutes =
  | "GET /api/work-orders"
  | "POST /api/work-orders"
  | "GET /api/work-orders/{id}"
  | "POST /api/work-orders/{id}/steps"
  | "GET /api/technicians";

/** What people ask for themselves; one failure class for all, and never joined by an alarm's. */
const reported = "reported";

export function workOrderHandlers(desk: WorkOrderDesk): Handlers<WorkOrderRoutes> {
  const { database, estate } = desk;
  return {
    "GET /api/work-orders": async ({ query, person }) => {
      const { site, equipment, assignee, open, cursor, limit } = query;
      if (site !== undefined && !maySee(person, site)) throw new Problem("not-found", { what: "site", id: site });
      const sites = site === undefined ? person.sites : [site];
      const { items, next } = await searchWorkOrders(database, { sites, equipment, assignee, open, cursor, limit });
      return { items: items.map(viewOf), next };
    },
    "POST /api/work-orders": async ({ body, person }) => {
      const { site, equipment, priority, title, description, assignee } = body;
      if (!maySee(person, site) || !estate.equipment(site, equipment)) {
        throw new Problem("not-found", { what: "equipment", id: `${site}/${equipment}` });
      }
      await checkAssignee(desk, site, assignee);
      const text = { en: title, "zh-Hant": title, "zh-Hans": title };
      return desk.act((books, now) => {
        const what = { site, equipment, type: "corrective", priority, title: text, description, assignee } as const;
        const order = books.workOrders.make({ ...what, failureClass: reported }, person.username, now);
        books.effects.workOrders.set(order.id, order);
        return viewOf(order);
      });
    },
    "GET /api/work-orders/{id}": async ({ params: { id }, person }) =>
      viewOf(seen(await findWorkOrder(database, id), id, person)),
    "POST /api/work-orders/{id}/steps": async ({ params: { id }, body, person }) => {
      const { site } = seen(await findWorkOrder(database, id), id, person);
      await checkAssignee(desk, site, body.assignee);
      return desk.act(async (books, now) => {
        const known = seen(books.workOrders.get(id) ?? (await findWorkOrder(database, id)), id, person);
        const { order, step } = takeStep(known, body, person, now);
        books.workOrders.put(order);
        books.effects.workOrders.set(id, order);
        books.effects.steps.push(step);
        return viewOf(order);
      });
    },
    "GET /api/technicians": async ({ query: { site }, person }) => {
      if (site !== undefined && !maySee(person, site)) throw new Problem("not-found", { what: "site", id: site });
      const all = await desk.technicians();
      const items = all.filter((one) => site === undefined || maySee(one, site));
      return { items: items.map(({ username, name }) => ({ username, name })), next: null };
    },
  };
}

async function checkAssignee(desk: WorkOrderDesk, site: string, assignee: string | undefined): Promise<void> {
  if (assignee === undefined) return;
  const technicians = await desk.technicians();
  if (technicians.some((one) => one.username === assignee && maySee(one, site))) return;
  throw new Problem("not-found", { what: "technician", id: assignee });
}

/** The work order, when there is one that the person may see; one of a foreign site is not there. */
function seen(order: WorkOrder | undefined, id: string, person: Person): WorkOrder {
  if (!order || !maySee(person, order.site)) throw new Problem("not-found", { what: "work order", id });
  return order;
}
