import type { PresenceEntry } from "@plantroom/model/journal/entry.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial, turns } from "../trial/trial.ts";

const status = "plantroom/harbour-court/booster-p1/status";
const readings = "plantroom/harbour-court/booster-p1/readings";
const will = { topic: status, payload: Buffer.from("offline"), qos: 1 as const, retain: true };

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.stop());

async function course(of = trial): Promise<string[]> {
  while (of.gateway.report().connections > 0) await turns(1);
  await of.gateway.close();
  const entries = (await of.journalled()).filter((entry): entry is PresenceEntry => entry.kind === "presence");
  return entries.map(({ online, reason }) => `${online ? "online" : "offline"} ${reason}`);
}

describe("a device", () => {
  test("that says online and offline", async () => {
    const pump = await RawClient.admitted(trial.port, "pump", { will });
    for (const word of ["online", "online", "offline", "online", "offline"]) await pump.published(status, word);
    pump.send({ cmd: "disconnect" });
    expect(await course()).toEqual(["online status", "offline status", "online status", "offline status"]);
  });

  test("whose line is cut leaves its last will", async () => {
    const pump = await RawClient.admitted(trial.port, "pump", { will });
    await pump.published(status, "online");
    pump.cut();
    expect(await course()).toEqual(["online status", "offline will"]);
  });

  test("whose line is cut before it said anything leaves its last will", async () => {
    const pump = await RawClient.admitted(trial.port, "pump", { will });
    pump.cut();
    expect(await course()).toEqual(["offline will"]);
  });

  test("whose line is cut without a last will is offline all the same", async () => {
    const pump = await RawClient.admitted(trial.port, "pump");
    await pump.published(status, "online");
    pump.cut();
    expect(await course()).toEqual(["online status", "offline keep-alive"]);
  });

  test("that leaves of its own will leaves no last will, but is offline", async () => {
    const pump = await RawClient.admitted(trial.port, "pump", { will });
    await pump.published(status, "online");
    pump.send({ cmd: "disconnect" });
    expect(await course()).toEqual(["online status", "offline status"]);
  });

  test("that leaves of its own will and never said a word is not spoken of", async () => {
    const pump = await RawClient.admitted(trial.port, "pump", { will });
    pump.send({ cmd: "disconnect" });
    expect(await course()).toEqual([]);
  });

  test("that comes and drops for ever writes no more than its first loss", async () => {
    for (let i = 0; i < 20; i++) {
      const pump = await RawClient.admitted(trial.port, "pump", { will });
      pump.cut();
    }
    expect(await course()).toEqual(["offline will"]);
  });

  test("that reports again without saying online is lost again", async () => {
    const first = await RawClient.admitted(trial.port, "pump", { will });
    await first.published(status, "online");
    first.cut();
    while (trial.gateway.report().connections > 0) await turns(1);
    const second = await RawClient.admitted(trial.port, "pump", { will });
    await second.published(readings, { values: { running: true } });
    second.cut();
    expect(await course()).toEqual(["online status", "offline will", "offline will"]);
  });

  test("that is not there is not spoken of by a last will", async () => {
    const topic = "plantroom/harbour-court/nowhere/status";
    const nobody = await RawClient.admitted(trial.port, "demo", { will: { ...will, topic } });
    nobody.cut();
    expect(await course()).toEqual([]);
  });

  test("that falls silent is lost by keep-alive", { timeout: 10_000 }, async () => {
    const pump = await RawClient.admitted(trial.port, "pump", { keepalive: 1 });
    await pump.published(status, "online");
    await pump.closed();
    expect(await course()).toEqual(["online status", "offline keep-alive"]);
  });

  test("that comes back before the old line is given up stays online", async () => {
    const first = await RawClient.admitted(trial.port, "pump", { clientId: "1", will });
    await first.published(status, "online");
    const second = await RawClient.admitted(trial.port, "pump", { clientId: "2", will });
    await second.published(status, "online");
    first.cut();
    while (trial.gateway.report().connections > 1) await turns(1);
    await second.published(status, "offline");
    second.send({ cmd: "disconnect" });
    expect(await course()).toEqual(["online status", "offline status"]);
  });
});

describe("a restart", () => {
  async function restarted(returnMs: number): Promise<Trial> {
    const demo = await RawClient.admitted(trial.port, "demo");
    for (const id of ["booster-p1", "booster-p2", "booster-p3"]) {
      await demo.published(`plantroom/harbour-court/${id}/status`, "online");
    }
    await demo.published("plantroom/harbour-court/booster-p3/status", "offline");
    await trial.gateway.close();
    return startTrial({ dataDirectory: trial.dataDirectory, files: trial.files, returnMs });
  }

  test("is survived by those that come back in time; the others are offline", async () => {
    const again = await restarted(800);
    const pump = await RawClient.admitted(again.port, "pump");
    await pump.published(status, "online");
    const pumps = async () => (await again.journalled()).slice(4);
    while ((await pumps()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await pumps()).toMatchObject([
      { kind: "presence", equipment: "booster-p2", online: false, reason: "gateway-restarted" },
    ]);
    await again.stop();
  });

  test("counts a reading as coming back", async () => {
    const again = await restarted(500);
    const demo = await RawClient.admitted(again.port, "demo");
    await demo.published(readings, { values: { running: true } });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await demo.published("plantroom/harbour-court/booster-p2/status", "online");
    const entries = (await again.journalled()).slice(4);
    expect(entries).toMatchObject([
      { kind: "samples" },
      { kind: "presence", equipment: "booster-p2", online: false, reason: "gateway-restarted" },
      { kind: "presence", equipment: "booster-p2", online: true, reason: "status" },
    ]);
    await again.stop();
  });

  test("does not believe what the journal never took", async () => {
    const files = trial.files.afterKill();
    trial.files.before = () => {
      throw new Error("ENOSPC");
    };
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(status, "online");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const again = await startTrial({ dataDirectory: trial.dataDirectory, files });
    trial.files.before = () => undefined;
    const back = await RawClient.admitted(again.port, "pump");
    await back.published(status, "online");
    expect(await again.journalled()).toMatchObject([{ kind: "presence", online: true, reason: "status" }]);
    await again.stop();
  });

  test("knows from the journal what the file does not", async () => {
    const pump = await RawClient.admitted(trial.port, "pump");
    await pump.published(status, "online");
    const files = trial.files.afterKill();
    const again = await startTrial({ files, returnMs: 10 });
    while ((await again.journalled()).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await again.journalled()).toMatchObject([
      { kind: "presence", online: true },
      { kind: "presence", online: false, reason: "gateway-restarted" },
    ]);
    await again.stop();
  });
});
