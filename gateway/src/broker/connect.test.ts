import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectOf, RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial } from "../trial/trial.ts";

const readings = "plantroom/harbour-court/booster-p1/readings";
const status = "plantroom/harbour-court/booster-p1/status";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.stop());

describe("CONNECT", () => {
  const cases: [string, string, object, number][] = [
    ["a known account with its token", "pump", {}, 0],
    ["MQTT 3.1", "pump", { protocolId: "MQIsdp", protocolVersion: 3 }, 0],
    ["no client id", "pump", { clientId: "" }, 0],
    [
      "its own last will",
      "pump",
      { will: { topic: status, payload: Buffer.from("offline"), qos: 1, retain: true } },
      0,
    ],
    ["an unknown account", "nobody", {}, 4],
    ["a wrong token", "pump", { password: Buffer.from("other") }, 4],
    ["no token", "pump", { password: undefined }, 4],
    ["no account", "pump", { username: undefined, password: undefined }, 4],
    ["a user name with a NUL", "pump", { username: "pu\u0000mp" }, 4],
    ["an inherited name", "pump", { username: "constructor" }, 4],
    ["a client id with a NUL", "pump", { clientId: "a\u0000b" }, 2],
    ["a client id with a control character", "pump", { clientId: "a\tb" }, 2],
    ["a client id that is too long", "pump", { clientId: "x".repeat(129) }, 2],
    ["no keep-alive", "pump", { keepalive: 0 }, 5],
    ["a keep-alive of an hour", "pump", { keepalive: 3_600 }, 5],
    [
      "another's last will",
      "pump",
      { will: { topic: status.replace("p1", "p2"), payload: Buffer.from("offline"), qos: 1, retain: true } },
      5,
    ],
    [
      "a last will that is a reading",
      "pump",
      { will: { topic: readings, payload: Buffer.from("{}"), qos: 1, retain: false } },
      5,
    ],
    [
      "a last will that says online",
      "pump",
      { will: { topic: status, payload: Buffer.from("online"), qos: 1, retain: true } },
      5,
    ],
    [
      "a last will to $SYS",
      "pump",
      { will: { topic: "$SYS/x", payload: Buffer.from("offline"), qos: 1, retain: true } },
      5,
    ],
  ];
  test.each(cases)("with %s", async (_, account, options, expected) => {
    const client = await RawClient.open(trial.port);
    expect(await client.connect(account, options)).toBe(expected);
    expect(trial.gateway.report().connections).toBe(expected === 0 ? 1 : 0);
    if (expected !== 0) await client.closed();
    else client.cut();
  });

  test("of version 5 is answered with `unacceptable protocol version`", async () => {
    const client = await RawClient.open(trial.port);
    expect(await client.connect("pump", { protocolVersion: 5 })).toBe(1);
    await client.closed();
  });

  test("with a last will of QoS 3 ends the connection", async () => {
    const client = await RawClient.open(trial.port);
    const will = { topic: status, payload: Buffer.from("offline"), qos: 1, retain: false } as const;
    const bytes = connectOf("pump", { will });
    bytes.writeUInt8(bytes.readUInt8(9) | 0x18, 9);
    client.socket.write(bytes);
    await client.closed();
    expect(client.received).toEqual([]);
  });

  test("with a session to keep, but without a client id", async () => {
    const client = await RawClient.open(trial.port);
    const bytes = connectOf("pump", { clientId: "" });
    bytes.writeUInt8(bytes.readUInt8(9) & ~0x02, 9);
    client.socket.write(bytes);
    expect(await client.next("connack")).toMatchObject({ returnCode: 2 });
  });

  test("twice on one connection ends it", async () => {
    const client = await RawClient.admitted(trial.port, "pump");
    expect(await client.connect("pump")).toBe(-1);
  });

  test("before any snapshot is answered with `server unavailable`", async () => {
    const fresh = await startTrial({}, []);
    const client = await RawClient.open(fresh.port);
    expect(await client.connect("pump")).toBe(3);
    await fresh.stop();
  });

  test("what is pipelined behind a failing CONNECT is not looked at", async () => {
    const client = await RawClient.open(trial.port);
    const answer = client.connect("nobody");
    client.publish(readings, { values: { running: true } });
    expect(await answer).toBe(4);
    await client.closed();
    expect(await trial.journalled()).toEqual([]);
    expect(trial.gateway.report().messages).toBe(0);
  });
});
