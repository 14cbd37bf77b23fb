import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Packet } from "mqtt-packet";
import { afterEach, describe, expect, test } from "vitest";
import { connectOf, RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial, turns } from "../trial/trial.ts";

const readings = "plantroom/harbour-court/booster-p1/readings";

let trial: Trial;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await trial.stop();
});

async function socket(): Promise<Socket & { ended: Promise<unknown> }> {
  const one = connect(trial.port, "127.0.0.1");
  sockets.push(one);
  one.on("error", () => undefined);
  one.resume();
  const ended = once(one, "close");
  await once(one, "connect");
  return Object.assign(one, { ended });
}

describe("before CONNACK", () => {
  test("a CONNECT that announces 256 MB ends the connection at its header", async () => {
    trial = await startTrial();
    const one = await socket();
    one.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    await one.ended;
  });

  test("silence and a byte now and then both end at the time-out", async () => {
    trial = await startTrial({ limits: { connectTimeout: 60 } });
    const silent = await socket();
    const dripping = await socket();
    const bytes = connectOf("pump");
    let sent = 0;
    const drip = setInterval(() => dripping.write(bytes.subarray(sent, ++sent)), 10);
    await Promise.all([silent.ended, dripping.ended]);
    clearInterval(drip);
    expect(sent).toBeLessThan(bytes.length);
  });

  test("the oldest makes room when too many are half open", async () => {
    trial = await startTrial({ limits: { maxHalfOpen: 3 } });
    const open = [await socket(), await socket(), await socket(), await socket()];
    await open[0]?.ended;
    await turns();
    expect(open.slice(1).every((one) => !one.closed)).toBe(true);
    const client = await RawClient.admitted(trial.port, "pump");
    expect(await client.published(readings, { values: { running: true } })).toBe(true);
  });

  test("a cap holds for all connections", async () => {
    trial = await startTrial({ limits: { maxConnections: 2 } });
    await RawClient.admitted(trial.port, "pump");
    await RawClient.admitted(trial.port, "other");
    const third = await socket();
    await third.ended;
  });

  test("memory does not follow what headers announce", async () => {
    trial = await startTrial();
    const before = process.memoryUsage().rss;
    const all = await Promise.all(Array.from({ length: 200 }, () => socket()));
    for (const one of all) one.write(Buffer.concat([Buffer.from([0x10, 0x80, 0x20]), Buffer.alloc(4_000)]));
    await turns();
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });
});

describe("after CONNACK", () => {
  test.each([1, 2] as const)(
    "a PUBLISH of 1 MB at QoS %i is refused, recorded and acknowledged; the next is taken",
    async (qos) => {
      trial = await startTrial();
      const pump = await RawClient.admitted(trial.port, "pump");
      const payload = Buffer.concat([Buffer.from('{"values":'), Buffer.alloc(1024 * 1024, "[")]);
      pump.publish(readings, payload, { qos, messageId: 7 });
      expect(await pump.next(qos === 1 ? "puback" : "pubrec")).toMatchObject({ messageId: 7 });
      expect(await pump.published(readings, { values: { running: true } }, { messageId: 8 })).toBe(true);
      expect(await trial.journalled()).toMatchObject([
        {
          kind: "refused",
          code: "payload-too-large",
          detail: { bytes: payload.length, limit: 65_536 },
          payload: `{"values":${"[".repeat(246)}`,
          equipment: "booster-p1",
        },
        { kind: "samples" },
      ]);
    },
  );

  test("a PUBLISH of 256 MB ends the connection", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.socket.write(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]));
    await pump.closed();
  });

  test("a PUBLISH for another that is too long ends the connection too", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings.replace("p1", "p2"), Buffer.alloc(100_000, "x"));
    await pump.closed();
    await trial.gateway.close();
    expect(await trial.journalled()).toMatchObject([{ kind: "refused", code: "topic-denied" }]);
  });

  test("a subscriber that reads nothing holds up nobody and is dropped", async () => {
    trial = await startTrial({ limits: { drainTimeout: 100 } });
    const frozen = await RawClient.admitted(trial.port, "pump");
    const topic = "plantroom/harbour-court/booster-p1/commands";
    frozen.send({ cmd: "subscribe", messageId: 5, subscriptions: [{ topic, qos: 0 }] } as Packet);
    await frozen.next("suback");
    frozen.socket.pause();
    const args = { filling: "x".repeat(60_000) };
    const command = { id: "c", command: "start", args, expires: "2099-01-01T00:00:00Z" };
    for (let i = 0; i < 400; i++) void trial.gateway.command("harbour-court", "booster-p1", command);
    const other = await RawClient.admitted(trial.port, "other");
    expect(await other.published(readings.replace("p1", "p2"), { values: { running: true } })).toBe(true);
    while (trial.gateway.report().connections > 1) await turns(1);
    frozen.cut();
  });

  test("QoS 2 messages that are never released are limited", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    for (let i = 1; i <= 101; i++)
      pump.publish(readings, { seq: i, values: { running: true } }, { qos: 2, messageId: i });
    await pump.closed();
    expect(pump.received.filter(({ cmd }) => cmd === "pubrec").length).toBeLessThanOrEqual(100);
  });
});
