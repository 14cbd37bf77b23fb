import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import type { AlarmDesk } from "../alarms/desk.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import { visibleEquipment, visibleSite } from "../sites/visible.ts";
import { findWorkOrder, searchWorkOrders } from "./repository.ts";
import { takeStep } from "./stepping.ts";
import { viewOf } from "./view.ts";

export interface WorkOrderDesk extends AlarmDesk {
  /** Whether work at a site can be given to somebody. */
  isTechnician(username: string, site: string): Promise<boolean>;
}

type WorkOrderRoutes =
  | "GET /api/work-orders"
  | "POST /api/work-orders"
  | "GET /api/work-orders/{id}"
  | "POST /api/work-orders/{id}/steps";

/** What people ask for themselves; one failure class for all, and never joined by an alarm's. */
const reported = "reported";

export function workOrderHandlers(desk: WorkOrderDesk): Handlers<WorkOrderRoutes> {
  const { database, estate } = desk;
  return {
    "GET /api/work-orders": async ({ query, person }) => {
      const { site, equipment, assignee, open, cursor, limit } = query;
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await searchWorkOrders(database, { sites, equipment, assignee, open, cursor, limit });
      return { items: items.map(viewOf), next };
    },
    "POST /api/work-orders": async ({ body, person }) => {
      const { site, equipment, priority, title, description, assignee } = body;
      visibleEquipment(estate, person, site, equipment);
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
  };
}

async function checkAssignee(desk: WorkOrderDesk, site: string, assignee: string | undefined): Promise<void> {
  if (assignee === undefined) return;
  if (await desk.isTechnician(assignee, site)) return;
  throw new Problem("not-found", { what: "technician", id: assignee });
}

/** The work order, when there is one that the person may see; one of a foreign site is not there. */
function seen(order: WorkOrder | undefined, id: string, person: Person): WorkOrder {
  if (!order || !maySee(person, order.site)) throw new Problem("not-found", { what: "work order", id });
  return order;
}
