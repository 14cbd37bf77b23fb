import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const site = "harbour-court";
/** The smallest JPEG that counts as one, with a place in its Exif. */
const exif = [...Buffer.from("Exif\0\0 25.0330N 121.5654E")];
const photo = Uint8Array.from(
  [
    [0xff, 0xd8],
    [0xff, 0xe1, 0, exif.length + 2, ...exif],
    [0xff, 0xda, 0, 3, 0, 0x12, 0x34, 0xff, 0xd9],
  ].flat(),
);

describe("a flooded pump room, from the alarm to the record", () => {
  let product: Product;
  let device: MqttClient;
  let operator: Client;
  let technician: Client;
  let supervisor: Client;

  beforeAll(async () => {
    product = await Product.start();
    device = await product.device();
    operator = await product.signIn("operator");
    technician = await product.signIn("technician");
    supervisor = await product.signIn("supervisor");
  });
  afterAll(() => product.stop());

  const theRun = async () => {
    const { items } = await operator.call("GET /api/procedure-runs", { query: { site, open: "all" } });
    return items[0];
  };
  const act = async (who: Client, step: string, body: object = {}) => {
    const { id = "" } = (await theRun()) ?? {};
    const given = { act: "done", ...body } as const;
    return who.call("POST /api/procedure-runs/{id}/steps/{step}", { params: { id, step }, body: given });
  };
  const send = async (who: Client, bytes: Uint8Array) => {
    const { id } = (await theRun()) ?? {};
    return fetch(`${product.url}/api/procedure-runs/${id}/photos`, {
      method: "POST",
      headers: { cookie: who.cookie, "content-type": "image/jpeg" },
      body: new Blob([Buffer.from(bytes)]),
    });
  };

  test("the critical alarm opens its procedure by itself", async () => {
    await device.publishAsync(`plantroom/${site}/leak-tower-b/readings`, JSON.stringify({ values: { leak: true } }), {
      qos: 1,
    });
    const run = await until("the run", theRun);
    expect(run).toMatchObject({ procedure: "S-PMP-4", equipment: "leak-tower-b", state: "offered", drill: false });
    const [alarm = ""] = run.alarms;
    const params = { id: run.id };
    expect(await operator.call("POST /api/procedure-runs/{id}/take", { params })).toMatchObject({ state: "running" });
    const acknowledged = await operator.call("POST /api/alarms/{id}/acknowledge", { params: { id: alarm }, body: {} });
    expect(acknowledged.state).toBe("acknowledged");
  });

  test("operator and technician do their steps; a restart in between loses none", async () => {
    await act(operator, "warn");
    await act(technician, "power", { note: "switched off from the corridor" });
    await product.end("server");
    product.run("server");
    await product.ready();
    await act(technician, "valves");
    await expect(act(technician, "notice")).rejects.toMatchObject({ problem: { code: "procedure-step-role" } });
    await act(operator, "pumps");
    await act(operator, "protect", { act: "skip", note: "no lift pit in this tower" });
    await act(operator, "notice");
  });

  test("pictures are kept without the place where they were taken, and shown to who is signed in", async () => {
    await expect(act(technician, "photos")).rejects.toMatchObject({ problem: { code: "procedure-step-needs" } });
    const { id } = (await (await send(technician, photo)).json()) as { id: string };
    const run = await act(technician, "photos", { photos: [id] });
    const address = `${product.url}/api/procedure-runs/${run.id}/photos/${id}`;
    const shown = await fetch(address, { headers: { cookie: operator.cookie } });
    expect(shown.headers.get("content-type")).toBe("image/jpeg");
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(bytes.includes("25.0330N")).toBe(false);
    expect(bytes.subarray(-9)).toEqual(Buffer.from(photo.subarray(-9)));
    expect((await fetch(address)).status).toBe(401);
    const page = await send(technician, Buffer.from("<svg onload=alert(1)>"));
    expect(await page.json()).toMatchObject({ code: "photo-invalid" });
    expect((await send(technician, new Uint8Array(6 * 1024 * 1024))).status).toBe(422);
    await expect(act(technician, "record", { photos: ["../operations.sqlite"] })).rejects.toMatchObject({
      problem: { code: "not-found" },
    });
  });

  test("the supervisor ends it; the record names everybody and the trail has every act", async () => {
    await act(supervisor, "record", { note: "burst elbow in riser B" });
    const { id = "" } = (await theRun()) ?? {};
    const finished = await supervisor.call("POST /api/procedure-runs/{id}/finish", {
      params: { id },
      body: { note: "dry again" },
    });
    expect(finished).toMatchObject({ state: "finished", endedBy: "supervisor", stepsDecided: 8, stepsNeeded: 8 });
    expect(finished.log.map(({ by, act, step }) => `${by} ${act} ${step ?? ""}`.trim())).toEqual([
      ...["operator take", "operator done warn", "technician done power", "technician done valves"],
      ...["operator done pumps", "operator skip protect", "operator done notice", "technician done photos"],
      ...["supervisor done record", "supervisor finish"],
    ]);
    const trail = await supervisor.call("GET /api/audit", { query: { by: "technician" } });
    expect(trail.items.map(({ action }) => action)).toEqual([
      "POST /api/procedure-runs/{id}/steps/{step}",
      "POST /api/procedure-runs/{id}/photos",
      "POST /api/procedure-runs/{id}/steps/{step}",
      "POST /api/procedure-runs/{id}/steps/{step}",
      "POST /api/session",
    ]);
  });
});
