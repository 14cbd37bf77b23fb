import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const site = "harbour-court";

describe("from a broken pump to a closed work order", () => {
  let product: Product;
  let device: MqttClient;
  let operator: Client;
  let supervisor: Client;
  let technician: Client;

  beforeAll(async () => {
    product = await Product.start();
    device = await product.device();
    operator = await product.signIn("operator");
    supervisor = await product.signIn("supervisor");
    technician = await product.signIn("technician");
  });
  afterAll(() => product.stop());

  const publish = (equipment: string, values: Record<string, unknown>) =>
    device.publishAsync(`plantroom/${site}/${equipment}/readings`, JSON.stringify({ values }), { qos: 1 });
  const open = async (equipment: string, rule: string) => {
    const { items } = await operator.call("GET /api/alarms", { query: { site, equipment } });
    return items.find((alarm) => alarm.rule === rule);
  };

  test("a drive that trips raises its alarm and its work order", async () => {
    await publish("booster-p1", { running: false, fault: true });
    const alarm = await until("PMP-12", () => open("booster-p1", "PMP-12"));
    expect(alarm).toMatchObject({ state: "unacknowledged", priority: "high", equipment: "booster-p1" });
    expect(alarm.workOrder).toBeTypeOf("string");
    const order = await technician.call("GET /api/work-orders/{id}", { params: { id: alarm.workOrder ?? "" } });
    expect(order).toMatchObject({ state: "new", equipment: "booster-p1", alarms: [alarm.id] });
  });

  test("the operator acknowledges, the technician does the work, neither closes the other", async () => {
    const alarm = await until("PMP-12", () => open("booster-p1", "PMP-12"));
    const params = { id: alarm.id };
    const acknowledged = await operator.call("POST /api/alarms/{id}/acknowledge", {
      params,
      body: { note: "sent Lin" },
    });
    expect(acknowledged).toMatchObject({
      state: "acknowledged",
      acknowledgedBy: "operator",
      acknowledgedNote: "sent Lin",
    });

    const id = alarm.workOrder ?? "";
    const step = (body: Parameters<typeof technician.call<"POST /api/work-orders/{id}/steps">>[1]["body"]) =>
      technician.call("POST /api/work-orders/{id}/steps", { params: { id }, body });
    expect(await step({ action: "accept" })).toMatchObject({ state: "accepted", assignee: "technician" });
    expect(await step({ action: "start" })).toMatchObject({ state: "in-progress" });
    await expect(step({ action: "finish" })).rejects.toMatchObject({ problem: { code: "work-order-needs" } });
    expect(await step({ action: "finish", cause: "electrical", note: "reset the drive" })).toMatchObject({
      state: "done",
    });
    expect(await open("booster-p1", "PMP-12")).toMatchObject({ state: "acknowledged", active: true });

    await publish("booster-p1", { fault: false });
    await until("return to normal", async () => (await open("booster-p1", "PMP-12")) === undefined);
    const order = await operator.call("GET /api/work-orders/{id}", { params: { id } });
    expect(order.state).toBe("done");
  });

  test("a latched alarm waits for an acknowledgement with a note and a supervisor's reset", async () => {
    await publish("leak-tower-b", { leak: true });
    const { id } = await until("LEK-01", () => open("leak-tower-b", "LEK-01"));
    const params = { id };
    await expect(operator.call("POST /api/alarms/{id}/acknowledge", { params, body: {} })).rejects.toMatchObject({
      problem: { code: "alarm-note-required" },
    });
    await expect(supervisor.call("POST /api/alarms/{id}/reset", { params, body: {} })).rejects.toMatchObject({
      problem: { code: "alarm-still-active" },
    });
    await publish("leak-tower-b", { leak: false });
    await until("latched", async () => (await open("leak-tower-b", "LEK-01"))?.state === "latched-unacknowledged");
    await operator.call("POST /api/alarms/{id}/acknowledge", { params, body: { note: "seen, riser is wet" } });
    expect(await open("leak-tower-b", "LEK-01")).toMatchObject({ state: "latched-acknowledged" });
    await expect(operator.call("POST /api/alarms/{id}/reset", { params, body: {} })).rejects.toMatchObject({
      problem: { code: "not-allowed" },
    });
    expect(await supervisor.call("POST /api/alarms/{id}/reset", { params, body: {} })).toMatchObject({
      state: "normal",
    });
  });

  test("a crash of the server while a delay runs neither loses nor repeats the alarm", async () => {
    await publish("gate-exit-1", { open_command: true, limit_open: false });
    await product.end("server");
    product.run("server");
    await product.ready();
    operator = await product.signIn("operator");
    await until("GAT-01", () => open("gate-exit-1", "GAT-01"), 40);
    const { items } = await operator.call("GET /api/alarms", {
      query: { site, equipment: "gate-exit-1", open: "all" },
    });
    expect(items.filter((alarm) => alarm.rule === "GAT-01")).toHaveLength(1);
  });

  test("what people did stands in the audit trail", async () => {
    const { items } = await supervisor.call("GET /api/audit", { query: { by: "operator" } });
    expect(items.map((entry) => entry.action)).toContain("POST /api/alarms/{id}/acknowledge");
  });
});
