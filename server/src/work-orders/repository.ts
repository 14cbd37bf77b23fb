import { gravity } from "@plantroom/model/alarms/priority.ts";
import type { WorkOrder, WorkOrderStep } from "@plantroom/model/work-orders/work-order.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf, keysOf, pageOfRows } from "../database/keyset.ts";
import { isEnded, type StepTaken } from "./book.ts";

export interface WorkOrderSearch {
  readonly open: "true" | "false" | "all";
  /** Sites to look in; all when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly equipment?: string | undefined;
  readonly assignee?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function saveWorkOrders(
  transaction: DatabaseTransaction,
  orders: Iterable<WorkOrder>,
  steps: readonly StepTaken[],
): Promise<void> {
  for (const chunk of chunksOf([...orders].map(rowOf))) {
    await transaction
      .insertInto("workOrders")
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet(({ ref }) => ({
          gravity: ref("excluded.gravity"),
          state: ref("excluded.state"),
          open: ref("excluded.open"),
          assignee: ref("excluded.assignee"),
          document: ref("excluded.document"),
        })),
      )
      .execute();
  }
  for (const chunk of chunksOf(steps)) {
    const lines = chunk.map(({ note, ...line }) => ({ ...line, note: note ?? null }));
    await transaction.insertInto("workOrderSteps").values(lines).execute();
  }
}

export async function openWorkOrders(database: Database): Promise<WorkOrder[]> {
  const rows = await database.selectFrom("workOrders").select(["id", "document"]).where("open", "=", 1).execute();
  return withSteps(database, rows);
}

export async function nextWorkOrderNumber(database: Database): Promise<number> {
  const row = await database
    .selectFrom("workOrders")
    .select(({ fn }) => fn.max("number").as("last"))
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}

export async function findWorkOrder(database: Database, id: string): Promise<WorkOrder | undefined> {
  const rows = await database.selectFrom("workOrders").select(["id", "document"]).where("id", "=", id).execute();
  return (await withSteps(database, rows))[0];
}

/** Open ones gravest first, the longest waiting before; others newest first. */
export async function searchWorkOrders(database: Database, search: WorkOrderSearch) {
  const { open, sites, equipment, assignee, cursor, limit } = search;
  const byGravity = open === "true";
  let query = database
    .selectFrom("workOrders")
    .select(["id", "number", "gravity", "document"])
    .$if(open !== "all", (some) => some.where("open", "=", open === "true" ? 1 : 0))
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(equipment !== undefined, (some) => some.where("equipment", "=", equipment ?? ""))
    .$if(assignee !== undefined, (some) => some.where("assignee", "=", assignee ?? ""));
  if (cursor !== undefined) {
    const [gravest, number] = keysOf(cursor, ["number", "number"]) as [number, number];
    query = query.where(({ eb, or, and }) =>
      byGravity
        ? or([eb("gravity", ">", gravest), and([eb("gravity", "=", gravest), eb("number", ">", number)])])
        : eb("number", "<", number),
    );
  }
  if (byGravity) query = query.orderBy("gravity");
  const rows = await query
    .orderBy("number", byGravity ? "asc" : "desc")
    .limit(limit + 1)
    .execute();
  const page = pageOfRows(rows, limit, (row) => [row.gravity, row.number]);
  return { items: await withSteps(database, page.items), next: page.next };
}

function rowOf({ steps: _steps, ...order }: WorkOrder) {
  return {
    id: order.id,
    number: order.number,
    site: order.site,
    equipment: order.equipment,
    gravity: gravity(order.priority),
    state: order.state,
    open: isEnded(order) ? 0 : 1,
    assignee: order.assignee ?? null,
    createdAt: order.createdAt,
    document: JSON.stringify(order),
  };
}

async function withSteps(
  database: Database,
  rows: readonly { readonly id: string; readonly document: string }[],
): Promise<WorkOrder[]> {
  const steps = new Map<string, WorkOrderStep[]>(rows.map(({ id }) => [id, []]));
  for (const ids of chunksOf([...steps.keys()], 500)) {
    const lines = await database
      .selectFrom("workOrderSteps")
      .select(["workOrder", "at", "by", "from", "to", "note"])
      .where("workOrder", "in", ids)
      .orderBy("id")
      .execute();
    for (const { workOrder, note, ...line } of lines) {
      steps.get(workOrder)?.push({ ...line, note: note ?? undefined } as WorkOrderStep);
    }
  }
  return rows.map(({ id, document }) => ({ ...JSON.parse(document), steps: steps.get(id) ?? [] }));
}
