import type { Packet } from "mqtt-packet";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RawClient } from "../trial/raw-client.ts";
import { trialAccount, trialSnapshot } from "../trial/snapshot.ts";
import { startTrial, type Trial, turns } from "../trial/trial.ts";

const readings = "plantroom/harbour-court/booster-p1/readings";
const status = "plantroom/harbour-court/booster-p1/status";
const commands = "plantroom/harbour-court/booster-p1/commands";
const command = { id: "c1", command: "start", args: {}, expires: "2099-01-01T00:00:00Z" };

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.stop());

async function subscribed(client: RawClient, topic: string): Promise<unknown> {
  client.send({ cmd: "subscribe", messageId: 5, subscriptions: [{ topic, qos: 1 }] } as Packet);
  const answer = await client.next("suback");
  return answer?.cmd === "suback" ? answer.granted[0] : undefined;
}

describe("publishing for others", () => {
  test.each([
    ["another device", "plantroom/harbour-court/booster-p2/readings"],
    ["another site", "plantroom/lab/booster-p1/readings"],
    ["another's status", "plantroom/harbour-court/booster-p2/status"],
    ["its own commands", commands],
    ["$SYS", "$SYS/broker/new/clients"],
    ["a shared topic", "$share/g/plantroom/harbour-court/booster-p1/readings"],
    ["a topic with a NUL", "plantroom/harbour-court/booster-p1/read\u0000ings"],
    ["a topic with a control character", "plantroom/harbour-court/booster-p1\u0007/readings"],
  ])("%s ends the connection and is recorded", async (_, topic) => {
    const client = await RawClient.admitted(trial.port, "pump");
    for (let i = 1; i <= 5; i++) client.publish(topic, { values: { running: true } }, { messageId: i });
    await client.closed();
    await trial.gateway.close();
    expect(client.received).toEqual([]);
    expect(await trial.journalled()).toMatchObject([
      { kind: "refused", code: "topic-denied", account: "pump", payload: '{"values":{"running":true}}' },
    ]);
  });

  test.each([
    ["no topic of ours", "some/where", "topic-unknown"],
    ["a level too many", "plantroom/harbour-court/booster-p1/readings/x", "topic-unknown"],
    ["an empty level", "plantroom/harbour-court//readings", "topic-unknown"],
    ["the folder above", "plantroom/harbour-court/../readings", "topic-unknown"],
    ["a letter that looks like another", "plantroom/harbour-c\u043eurt/booster-p1/readings", "topic-unknown"],
    ["a channel that is none", "plantroom/harbour-court/booster-p1/settings", "topic-unknown"],
    ["equipment that is not there", "plantroom/harbour-court/booster-p99/readings", "equipment-unknown"],
  ])("%s is refused and acknowledged", async (_, topic, code) => {
    const client = await RawClient.admitted(trial.port, "demo");
    expect(await client.published(topic, { values: { running: true } })).toBe(true);
    expect(await trial.journalled()).toMatchObject([{ kind: "refused", code, account: "demo", topic }]);
  });

  test("a site that is not there is refused and acknowledged", async () => {
    const client = await RawClient.admitted(trial.port, "elsewhere");
    expect(await client.published("plantroom/elsewhere/x/readings", { values: { a: 1 } })).toBe(true);
    expect(await trial.journalled()).toMatchObject([{ kind: "refused", code: "site-unknown" }]);
  });

  test("equipment whose type is not there is refused and acknowledged", async () => {
    trial.gateway.apply({ ...trialSnapshot, version: 2, deviceTypes: [] });
    const client = await RawClient.admitted(trial.port, "pump");
    expect(await client.published(readings, { values: { a: 1 } })).toBe(true);
    expect(await trial.journalled()).toMatchObject([
      { kind: "refused", code: "type-unknown", detail: { type: "pump" } },
    ]);
  });
});

describe("retained messages", () => {
  test("are refused, except a status", async () => {
    const client = await RawClient.admitted(trial.port, "pump");
    expect(await client.published(readings, { values: { running: true } }, { retain: true })).toBe(true);
    expect(await client.published(readings, "", { retain: true })).toBe(true);
    expect(await client.published(status, "online", { retain: true })).toBe(true);
    expect(await trial.journalled()).toMatchObject([
      { kind: "refused", code: "retain-denied" },
      { kind: "refused", code: "retain-denied" },
      { kind: "presence", online: true },
    ]);
  });

  test("are not kept for later subscribers", async () => {
    const client = await RawClient.admitted(trial.port, "pump");
    await client.published(status, "online", { retain: true });
    const demo = await RawClient.admitted(trial.port, "demo");
    expect(await subscribed(demo, "plantroom/harbour-court/+/commands")).toBe(1);
    await turns();
    expect(demo.received).toEqual([]);
  });
});

describe("subscriptions", () => {
  test.each([
    ["pump", commands, 1],
    ["demo", "plantroom/harbour-court/+/commands", 1],
    ["pump", "plantroom/harbour-court/+/commands", 128],
    ["pump", "plantroom/harbour-court/booster-p2/commands", 128],
    ["pump", readings, 128],
    ["demo", "#", 128],
    ["demo", "$SYS/#", 128],
    ["demo", "$share/g/plantroom/harbour-court/+/commands", 128],
  ])("of %s to %s are answered with %i", async (account, topic, expected) => {
    const client = await RawClient.admitted(trial.port, account);
    expect(await subscribed(client, topic)).toBe(expected);
  });

  test("are limited in number", async () => {
    const client = await RawClient.admitted(trial.port, "demo");
    const topic = (i: number) => `plantroom/harbour-court/x${i}/commands`;
    const subscriptions = Array.from({ length: 300 }, (_, i) => ({ topic: topic(i), qos: 0 as const }));
    client.send({ cmd: "subscribe", messageId: 5, subscriptions } as Packet);
    const answer = await client.next("suback");
    const granted = answer?.cmd === "suback" ? answer.granted : [];
    expect(granted.filter((code) => code === 0)).toHaveLength(256);
    expect(granted.filter((code) => code === 128)).toHaveLength(44);
  });
});

describe("commands", () => {
  test("reach a device that is subscribed, not retained, and nobody else", async () => {
    const pump = await RawClient.admitted(trial.port, "pump");
    const other = await RawClient.admitted(trial.port, "other");
    await subscribed(pump, commands);
    await subscribed(other, commands.replace("p1", "p2"));
    expect(trial.gateway.command("harbour-court", "booster-p1", command)).toBe(true);
    const packet = await pump.next("publish");
    expect(packet).toMatchObject({ topic: commands, qos: 1, retain: false });
    expect(packet?.cmd === "publish" && JSON.parse(packet.payload.toString())).toEqual(command);
    await turns();
    expect(other.received).toEqual([]);
  });

  test("are not delivered and not kept when nobody is subscribed", async () => {
    expect(trial.gateway.command("harbour-court", "booster-p1", command)).toBe(false);
    const before = await RawClient.admitted(trial.port, "pump", { clean: false });
    await subscribed(before, commands);
    before.cut();
    while (trial.gateway.report().connections > 0) await turns(1);
    expect(trial.gateway.command("harbour-court", "booster-p1", command)).toBe(false);
    const after = await RawClient.admitted(trial.port, "pump", { clean: false });
    await subscribed(after, commands);
    await turns();
    expect(after.received).toEqual([]);
  });

  test("stop with the subscription", async () => {
    const pump = await RawClient.admitted(trial.port, "pump");
    await subscribed(pump, commands);
    pump.send({ cmd: "unsubscribe", messageId: 6, unsubscriptions: [commands] } as Packet);
    await pump.next("unsuback");
    expect(trial.gateway.command("harbour-court", "booster-p1", command)).toBe(false);
  });
});

describe("sessions", () => {
  test("are taken over within their account", async () => {
    const first = await RawClient.admitted(trial.port, "pump", { clientId: "same" });
    await RawClient.admitted(trial.port, "pump", { clientId: "same" });
    await first.closed();
    expect(trial.gateway.report().connections).toBe(1);
  });

  test("are not taken over by another account", async () => {
    const first = await RawClient.admitted(trial.port, "pump", { clientId: "same" });
    await RawClient.admitted(trial.port, "other", { clientId: "same" });
    expect(await first.published(readings, { values: { running: true } })).toBe(true);
    expect(trial.gateway.report().connections).toBe(2);
  });
});

describe("a new snapshot", () => {
  const withAccounts = (...accounts: ReturnType<typeof trialAccount>[]) => ({ ...trialSnapshot, version: 2, accounts });

  test.each([
    ["without the account", withAccounts()],
    [
      "with another token",
      withAccounts({ ...trialAccount("pump", "harbour-court/booster-p1"), tokenHash: "00".repeat(32) }),
    ],
    ["with fewer rights", withAccounts(trialAccount("pump", "harbour-court/booster-p2"))],
  ])("%s ends its connections, and commands with them", async (_, snapshot) => {
    const pump = await RawClient.admitted(trial.port, "pump");
    await subscribed(pump, commands);
    await pump.published(status, "online");
    trial.gateway.apply(snapshot);
    expect(trial.gateway.command("harbour-court", "booster-p1", command)).toBe(false);
    await pump.closed();
    expect(pump.received).toEqual([]);
    while (trial.gateway.report().connections > 0) await turns(1);
    await trial.gateway.close();
    expect(await trial.journalled()).toMatchObject([
      { kind: "presence", online: true },
      { kind: "presence", online: false, reason: "revoked" },
    ]);
  });

  test("with more rights leaves the connection and lets it use them", async () => {
    const pump = await RawClient.admitted(trial.port, "pump");
    trial.gateway.apply(withAccounts(trialAccount("pump", "harbour-court/*")));
    expect(await pump.published("plantroom/harbour-court/booster-p2/readings", { values: { running: true } })).toBe(
      true,
    );
  });

  test("knows equipment that is new", async () => {
    const client = await RawClient.admitted(trial.port, "demo");
    trial.gateway.apply({
      ...trialSnapshot,
      version: 2,
      equipment: [...trialSnapshot.equipment, { site: "lab", id: "rig-2", type: "pump-test-rig" }],
    });
    await client.published("plantroom/lab/rig-2/readings", { values: { pressure: 1 } });
    expect(await trial.journalled()).toMatchObject([{ kind: "samples", equipment: "rig-2" }]);
  });
});
