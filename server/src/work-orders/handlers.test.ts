import type { WorkOrderStepInput } from "@plantroom/model/api/types.ts";
import { minute } from "@plantroom/model/time.ts";
import type { WorkOrderAction } from "@plantroom/model/work-orders/lifecycle.ts";
import { transitions, workOrderActions, workOrderStates } from "@plantroom/model/work-orders/lifecycle.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../people/person.ts";
import { otherSite, TestPipeline } from "../pipeline-fixture.ts";
import { people, ruleOf, siteId, start, trip } from "../rules/timeline-fixture.ts";
import { takeStep } from "./stepping.ts";

const { operator, supervisor, technician } = people;
const second: Person = { username: "technician-2", name: "T2", roles: ["technician"] };
const alsoDrive = ruleOf("DRIVE-HOT", {
  when: { kind: "above", point: "level", limit: 5 },
  ...(trip.workOrder && { workOrder: trip.workOrder }),
  priority: "critical",
});

describe("work orders", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trip, alsoDrive]);
  });
  afterEach(() => t.close());

  const list = async (query = {}) => (await t.call("GET /api/work-orders", operator, { query })).items;
  const step = (id: string, person: Person, body: WorkOrderStepInput) =>
    t.call("POST /api/work-orders/{id}/steps", person, { params: { id }, body });
  const alarms = async () => (await t.call("GET /api/alarms", operator, { query: { open: "all" } })).items;

  test("are made with an alarm, with its targets", async () => {
    await t.publish("pump-1", { trip: true });
    const [order] = await list();
    expect(order).toMatchObject({
      ...{ number: 1, state: "new", type: "corrective", createdBy: "system", priority: "high" },
      acceptBy: new Date(start + 10 * minute).toISOString(),
      finishBy: new Date(start + 240 * minute).toISOString(),
    });
    expect((await alarms())[0]?.workOrder).toBe(order?.id);
  });

  test("take further alarms of their failure class, and become as urgent as the gravest", async () => {
    await t.publish("pump-1", { trip: true });
    await t.publish("pump-1", { level: 9 });
    await t.publish("pump-2", { trip: true });
    const orders = await list();
    expect(orders.map(({ equipment, priority, alarms }) => [equipment, priority, alarms.length])).toEqual([
      ["pump-1", "critical", 2],
      ["pump-2", "high", 1],
    ]);
    expect(orders[0]?.acceptBy).toBe(new Date(start + 3 * minute).toISOString());
  });

  test("go their way from accepted to closed, step by step", async () => {
    await t.publish("pump-1", { trip: true });
    const id = (await list())[0]?.id ?? "";
    expect(await step(id, technician, { action: "accept" })).toMatchObject({
      state: "accepted",
      assignee: "technician",
    });
    expect(await step(id, technician, { action: "start" })).toMatchObject({ state: "in-progress" });
    await expect(step(id, technician, { action: "finish", note: "x" })).rejects.toMatchObject({
      code: "work-order-needs",
      values: { needs: "cause" },
    });
    await t.pass(1_000);
    const done = await step(id, technician, { action: "finish", cause: "electrical", note: "reset" });
    const finishedAt = new Date(start + 1_000).toISOString();
    expect(done).toMatchObject({ state: "done", cause: "electrical", resolution: "reset", finishedAt });
    await expect(step(id, technician, { action: "close" })).rejects.toMatchObject({ code: "not-allowed" });
    await step(id, supervisor, { action: "close" });
    expect(await list()).toEqual([]);
    const [closed] = await list({ open: "false" });
    expect(closed?.steps.map(({ by, to }) => [by, to])).toEqual([
      ["technician", "accepted"],
      ["technician", "in-progress"],
      ["technician", "done"],
      ["supervisor", "closed"],
    ]);
    expect(await step(id, operator, { action: "reopen", note: "again" })).toMatchObject({ state: "reopened" });
    expect(await list()).toHaveLength(1);
  });

  test("closing one never clears its alarm, clearing an alarm never closes one", async () => {
    await t.publish("pump-1", { trip: true });
    await t.publish("pump-2", { trip: true });
    const [one, other] = await list();
    await step(one?.id ?? "", operator, { action: "reject", note: "known" });
    expect((await alarms()).map(({ state }) => state)).toEqual(["unacknowledged", "unacknowledged"]);
    await t.publish("pump-2", { trip: false });
    const cleared = (await alarms()).find(({ equipment }) => equipment === "pump-2");
    await t.call("POST /api/alarms/{id}/acknowledge", operator, { params: { id: cleared?.id ?? "" } });
    expect((await alarms()).find(({ id }) => id === cleared?.id)?.state).toBe("normal");
    expect((await list()).map(({ id, state }) => [id, state])).toEqual([[other?.id, "new"]]);
  });

  test("an alarm that comes back after its work order ended gets another", async () => {
    await t.publish("pump-1", { trip: true });
    await step((await list())[0]?.id ?? "", operator, { action: "cancel", note: "no" });
    await t.publish("pump-1", { trip: false });
    await t.publish("pump-1", { trip: true });
    expect((await list()).map(({ number }) => number)).toEqual([2]);
  });

  test("are made and assigned by people, to technicians only", async () => {
    const body = { site: siteId, equipment: "pump-1", priority: "low", title: "Paint it" };
    const make = (more: object, person: Person = operator) =>
      t.call("POST /api/work-orders", person, { body: { ...body, ...more } });
    expect(await make({ assignee: "technician" })).toMatchObject({
      number: 1,
      state: "assigned",
      createdBy: "operator",
    });
    await expect(make({ assignee: "operator" })).rejects.toMatchObject({ code: "not-found" });
    await expect(make({ equipment: "no-such" })).rejects.toMatchObject({ code: "not-found" });
    const guest = { ...operator, sites: [otherSite] };
    await expect(make({}, guest)).rejects.toMatchObject({ code: "not-found" });
    await t.publish("pump-1", { trip: true });
    expect(await list()).toHaveLength(2);
    expect((await t.call("GET /api/work-orders", guest)).items).toEqual([]);
    expect(await list({ assignee: "technician" })).toHaveLength(1);
  });

  test("what another technician works on is theirs", async () => {
    await t.publish("pump-1", { trip: true });
    const id = (await list())[0]?.id ?? "";
    await step(id, technician, { action: "accept" });
    await expect(step(id, second, { action: "start" })).rejects.toMatchObject({ code: "not-allowed" });
    expect(await step(id, supervisor, { action: "start" })).toMatchObject({ state: "in-progress" });
  });

  test("are paged, gravest first, the longest waiting before", async () => {
    for (const priority of ["low", "high", "low", "critical"]) {
      await t.call("POST /api/work-orders", operator, {
        body: { site: siteId, equipment: "pump-1", priority, title: priority },
      });
    }
    const seen: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await t.call("GET /api/work-orders", operator, { query: { limit: 3, ...(cursor && { cursor }) } });
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.next;
    }
    expect(seen).toEqual([4, 2, 1, 3]);
  });
});

describe.each(workOrderActions)("the step %s", (action: WorkOrderAction) => {
  const chief: Person = { username: "chief", name: "C", roles: ["administrator", "technician"] };
  const input: WorkOrderStepInput = { action, note: "n", cause: "wear", assignee: "technician" };

  test.each(workOrderStates)("from %s", (state) => {
    const order = { id: "1", state, steps: [] } as unknown as WorkOrder;
    if (transitions[action].from.includes(state)) {
      expect(takeStep(order, input, chief, 1).order.state).toBe(transitions[action].to);
    } else {
      expect(() => takeStep(order, input, chief, 1)).toThrow("work-order-step-refused");
    }
  });
});
