import { readFileSync, writeFileSync } from "node:fs";
import type { Packet } from "mqtt-packet";
import { afterEach, describe, expect, test } from "vitest";
import { MemoryFiles } from "./journal/memory-files.ts";
import { RawClient } from "./trial/raw-client.ts";
import { entriesIn, startTrial, type Trial, turns } from "./trial/trial.ts";

const readings = "plantroom/harbour-court/booster-p1/readings";
const status = "plantroom/harbour-court/booster-p1/status";

let trial: Trial;
afterEach(() => trial.stop());

/** A disk whose syncs wait until they are let go, one by one. */
function heldSyncs() {
  const files = new MemoryFiles();
  const held: (() => void)[] = [];
  files.before = ({ kind }) => (kind === "sync" ? new Promise((resolve) => held.push(resolve)) : undefined);
  return { files, held };
}

describe("an acknowledgement", () => {
  test.each([
    [1, "puback"],
    [2, "pubrec"],
  ] as const)("at QoS %i comes after the sync, not before", async (qos, answer) => {
    const { files, held } = heldSyncs();
    trial = await startTrial({ files });
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings, { values: { running: true } }, { qos, messageId: 3 });
    while (held.length === 0) await turns(1);
    await turns();
    expect(pump.received).toEqual([]);
    held.shift()?.();
    expect(await pump.next(answer)).toMatchObject({ messageId: 3 });
  });

  test("of a refusal waits for the sync as well", async () => {
    const { files, held } = heldSyncs();
    trial = await startTrial({ files });
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings, "garbage");
    while (held.length === 0) await turns(1);
    await turns();
    expect(pump.received).toEqual([]);
    held.shift()?.();
    expect(await pump.next("puback")).toBeDefined();
  });

  test("of a repeat waits for the commit that holds the first", async () => {
    const { files, held } = heldSyncs();
    trial = await startTrial({ files });
    const first = await RawClient.admitted(trial.port, "pump");
    first.publish(readings, { seq: 1, values: { running: true } });
    while (held.length === 0) await turns(1);
    const second = await RawClient.admitted(trial.port, "pump", { clientId: "again" });
    second.publish(readings, { seq: 1, values: { running: true } }, { dup: true });
    await turns();
    expect([...first.received, ...second.received]).toEqual([]);
    held.shift()?.();
    expect(await second.next("puback")).toBeDefined();
    expect(await trial.journalled()).toHaveLength(1);
    expect(trial.gateway.report().duplicates).toBe(1);
  });

  test("comes in the order of the messages", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    for (let i = 1; i <= 200; i++) {
      pump.publish(readings, i % 3 === 0 ? "garbage" : { seq: i, values: { running: true } }, { messageId: i });
    }
    const order: unknown[] = [];
    while (order.length < 200) order.push(((await pump.next("puback")) as { messageId?: number }).messageId);
    expect(order).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  test.each([
    ["write", "ENOSPC"],
    ["sync", "EIO"],
  ] as const)("is withheld while %s fails with %s, and comes when the disk works again", async (kind, code) => {
    const files = new MemoryFiles();
    let failing = true;
    files.before = (operation) => {
      if (failing && operation.kind === kind) throw Object.assign(new Error(code), { code });
    };
    trial = await startTrial({ files });
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings, { values: { running: true } });
    while (trial.gateway.report().journalWritable) await turns(1);
    expect(trial.gateway.problem).toContain(code);
    expect(pump.received).toEqual([]);
    failing = false;
    expect(await pump.next("puback")).toBeDefined();
    expect(trial.gateway.report().journalWritable).toBe(true);
    expect(await entriesIn(files.afterPowerFailure(() => 0.9))).toMatchObject([{ kind: "samples" }]);
  });
});

test("while much waits for the disk, nobody else is let in", async () => {
  const { files, held } = heldSyncs();
  trial = await startTrial({ files, limits: { maxWaiting: 200_000 } });
  const list = Array.from({ length: 1_500 }, () => ({ values: { running: true } }));
  const codes: number[] = [];
  for (let i = 0; i < 8; i++) {
    const pump = await RawClient.open(trial.port);
    codes.push(await pump.connect("pump", { clientId: String(i) }));
    pump.publish(readings, list);
    await turns(20);
    pump.cut();
  }
  expect(codes[0]).toBe(0);
  expect(codes.at(-1)).toBe(3);
  files.before = () => undefined;
  for (const go of held) go();
  while (trial.gateway.report().journalEnd === 0) await turns(1);
  await turns();
  expect(await (await RawClient.open(trial.port)).connect("pump")).toBe(0);
});

describe("what is sent", () => {
  test.each([0, 1, 2] as const)("at QoS %i is journalled once", async (qos) => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings, { values: { running: true } }, { qos });
    if (qos === 1) await pump.next("puback");
    if (qos === 2) {
      await pump.next("pubrec");
      pump.send({ cmd: "pubrel", messageId: 1 } as Packet);
      await pump.next("pubcomp");
    }
    await pump.published(readings, { values: { running: false } }, { messageId: 2 });
    expect(await trial.journalled()).toMatchObject([
      { samples: [["running", expect.any(Number), true]] },
      { samples: [["running", expect.any(Number), false]] },
    ]);
  });

  test.each([0, 1, 2] as const)("as garbage at QoS %i is recorded, and counted", async (qos) => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings, "garbage ".repeat(100), { qos });
    if (qos === 1) await pump.next("puback");
    await pump.published(status, "online", { messageId: 2 });
    expect(await trial.journalled()).toMatchObject([
      {
        kind: "refused",
        account: "pump",
        topic: readings,
        code: "payload-not-json",
        payload: "garbage ".repeat(32),
        site: "harbour-court",
        equipment: "booster-p1",
      },
      { kind: "presence" },
    ]);
    expect(trial.gateway.report()).toMatchObject({ messages: 2, refused: 1, readings: 0 });
  });

  test("keeps the good values of a message beside the bad ones", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    await pump.published(readings, '{"values":{"running":true,"current":"3","power":NaN,"frequency":1e309,"x":1}}');
    expect(await trial.journalled()).toMatchObject([
      { kind: "samples", samples: [["running", expect.any(Number), true]] },
      { kind: "refused", code: "value-type" },
      { kind: "refused", code: "value-not-finite" },
      { kind: "refused", code: "value-not-finite" },
      { kind: "refused", code: "point-unknown" },
    ]);
    expect(trial.gateway.report()).toMatchObject({ readings: 1, refused: 4 });
  });

  test("in hundreds of bad values is recorded ten times and counted in full", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    const values = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`p${i}`, 1]));
    await pump.published(readings, { values });
    expect(await trial.journalled()).toHaveLength(10);
    expect(trial.gateway.report().refused).toBe(500);
  });

  test("again after a lost acknowledgement is dropped", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    for (const dup of [false, true, true]) await pump.published(readings, { values: { running: true } }, { dup });
    const stamped = { at: Date.now(), seq: 1, values: { running: true } };
    for (const dup of [false, true]) await pump.published(readings, stamped, { dup });
    expect(await trial.journalled()).toHaveLength(2);
    expect(trial.gateway.report().duplicates).toBe(3);
  });

  test("as event and as result is journalled", async () => {
    trial = await startTrial();
    const gate = await RawClient.admitted(trial.port, "demo");
    await gate.published("plantroom/harbour-court/gate-entry-1/events", { event: "passage", data: { lane: 1 } });
    await gate.published("plantroom/harbour-court/gate-entry-1/results", { id: "c1", outcome: "done" });
    await gate.published("plantroom/harbour-court/gate-entry-1/status", "sleeping");
    expect(await trial.journalled()).toMatchObject([
      { kind: "event", equipment: "gate-entry-1", event: "passage", data: { lane: 1 } },
      { kind: "result", id: "c1", outcome: "done" },
      { kind: "refused", code: "status-unknown", detail: { got: '"sleeping"' } },
    ]);
  });
});

describe("stopping", () => {
  test("acknowledges what it has taken and takes nothing more", async () => {
    const { files, held } = heldSyncs();
    trial = await startTrial({ files });
    const pump = await RawClient.admitted(trial.port, "pump");
    pump.publish(readings, { values: { running: true } });
    while (held.length === 0) await turns(1);
    const closed = trial.gateway.close();
    files.before = () => undefined;
    held.shift()?.();
    await closed;
    await pump.closed();
    expect(pump.received).toMatchObject([{ cmd: "puback", messageId: 1 }]);
    expect(await trial.journalled()).toHaveLength(1);
  });

  test("does not make the devices look lost", async () => {
    trial = await startTrial();
    const pump = await RawClient.admitted(trial.port, "pump");
    await pump.published(status, "online");
    await trial.gateway.close();
    expect(await trial.journalled()).toMatchObject([{ kind: "presence", online: true }]);
  });

  test("leaves a snapshot from which the next run serves without the server", async () => {
    trial = await startTrial();
    await trial.gateway.close();
    const { dataDirectory, files } = trial;
    const again = await startTrial({ dataDirectory, files }, []);
    expect(again.gateway.report().snapshotVersion).toBe(1);
    const pump = await RawClient.admitted(again.port, "pump");
    expect(await pump.published(readings, { values: { running: true } })).toBe(true);
    await again.stop();
  });

  test("keeps a second gateway out of the folder until then", async () => {
    trial = await startTrial();
    // The lock of another process that is alive: the one that runs the tests was started by it.
    const started = readFileSync(`/proc/${process.ppid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[19];
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const lock = JSON.stringify({ pid: process.ppid, since: `${boot} ${started}` });
    writeFileSync(`${trial.dataDirectory}/gateway/lock`, lock);
    await expect(startTrial({ dataDirectory: trial.dataDirectory })).rejects.toThrow(/in use by another gateway/);
  });

  test("a port that is taken is one sentence", async () => {
    trial = await startTrial();
    const listen = { host: "127.0.0.1", port: trial.port };
    await expect(startTrial({ listen })).rejects.toThrow(
      `Port ${trial.port} is taken by another program: stop it, or choose another port with PLANTROOM_MQTT_PORT.`,
    );
  });
});

describe("a wall clock that is set", () => {
  test.each([
    ["forward", 3_600_000],
    ["back", -3_600_000],
  ])("%s is told in the journal before what is received by its new time", async (_, by) => {
    let passed = 1_000;
    let offset = 1_700_000_000_000;
    trial = await startTrial({ clock: () => passed + offset, monotonic: () => passed });
    const pump = await RawClient.admitted(trial.port, "pump");
    await pump.published(readings, { values: { running: true } });
    passed += 500;
    offset += by;
    await pump.published(readings, { values: { running: false } }, { messageId: 2 });
    const receivedAt = passed + offset;
    const entries = (await trial.journalled()).filter(({ kind }) => kind === "samples" || kind === "clock-set");
    expect(entries).toMatchObject([
      { kind: "samples", receivedAt: receivedAt - by - 500 },
      { kind: "clock-set", by, receivedAt },
      { kind: "samples", receivedAt, samples: [["running", receivedAt, false]] },
    ]);
  });
});
