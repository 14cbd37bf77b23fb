import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { Aedes } from "aedes";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MemoryFiles } from "../journal/memory-files.ts";
import { startTrial, type Trial, turns } from "../trial/trial.ts";

const readings = "plantroom/harbour-court/booster-p1/readings";

let broker: Aedes;
let server: Server;
let device: MqttClient;
let trial: Trial | undefined;
let url: string;
beforeEach(async () => {
  broker = await Aedes.createBroker();
  server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  device = await connectAsync(url);
});
afterEach(async () => {
  await trial?.stop();
  await device.endAsync(true);
  await new Promise<void>((resolve) => broker.close(resolve));
  server.close();
});

async function startBridged(files = new MemoryFiles()): Promise<Trial> {
  const subscribed = new Promise((resolve) => broker.once("subscribe", resolve));
  trial = await startTrial({ files, brokerUrl: url, listen: undefined });
  await subscribed;
  return trial;
}

async function entries(count: number) {
  while (((await trial?.journalled()) ?? []).length < count) await turns(1);
  return trial?.journalled();
}

describe("an external broker", () => {
  test.each([0, 1, 2] as const)("gives what devices publish at QoS %i, by the same way", async (qos) => {
    await startBridged();
    await device.publishAsync(readings, '{"values":{"running":true,"x":1}}', { qos });
    await device.publishAsync("plantroom/harbour-court/booster-p1/status", "online", { qos });
    expect(await entries(3)).toMatchObject([
      { kind: "samples", equipment: "booster-p1" },
      { kind: "refused", code: "point-unknown", account: "bridge" },
      { kind: "presence", online: true, reason: "status" },
    ]);
  });

  test("is acknowledged to only after the sync", async () => {
    const files = new MemoryFiles();
    const held: (() => void)[] = [];
    files.before = ({ kind }) => (kind === "sync" ? new Promise((resolve) => held.push(resolve)) : undefined);
    await startBridged(files);
    let acknowledged = 0;
    broker.on("ack", () => acknowledged++);
    await device.publishAsync(readings, '{"values":{"running":true}}', { qos: 1 });
    while (held.length === 0) await turns(1);
    await turns();
    expect(acknowledged).toBe(0);
    held.shift()?.();
    while (acknowledged === 0) await turns(1);
  });

  test("is acknowledged to in full, with many messages in one commit", async () => {
    const files = new MemoryFiles();
    let syncs = 0;
    files.before = ({ kind }) => {
      if (kind === "sync") syncs++;
    };
    await startBridged(files);
    let acknowledged = 0;
    broker.on("ack", () => acknowledged++);
    const sent = Array.from({ length: 1_500 }, (_, seq) =>
      device.publishAsync(readings, JSON.stringify({ seq, values: { running: true } }), { qos: 1 }),
    );
    await Promise.all(sent);
    while (acknowledged < 1_500) await turns(1);
    expect(trial?.gateway.report()).toMatchObject({ readings: 1_500, duplicates: 0 });
    expect(syncs).toBeLessThan(750);
  });

  test("keeps what comes while the gateway is away", async () => {
    const first = await startBridged();
    await first.gateway.close();
    await device.publishAsync(readings, '{"values":{"running":true}}', { qos: 1 });
    trial = await startTrial({
      files: first.files,
      dataDirectory: first.dataDirectory,
      brokerUrl: url,
      listen: undefined,
    });
    expect(await entries(1)).toMatchObject([{ kind: "samples" }]);
    await first.stop();
  });

  test("takes commands out", async () => {
    const { gateway } = await startBridged();
    await device.subscribeAsync("plantroom/harbour-court/booster-p1/commands", { qos: 1 });
    const received = new Promise<string>((resolve) => device.on("message", (_, payload) => resolve(String(payload))));
    const command = { id: "c", command: "start", args: {}, expires: "2099-01-01T00:00:00Z" };
    expect(await gateway.command("harbour-court", "booster-p1", command)).toBe(true);
    expect(JSON.parse(await received)).toEqual(command);
  });

  test("does not make the gateway listen", async () => {
    const { gateway } = await startBridged();
    expect(gateway.port).toBeUndefined();
    while (gateway.report().connections === 0) await turns(1);
  });
});
