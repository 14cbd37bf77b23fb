import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  channelNamespace,
  type GatewaySnapshot,
  type GatewayToServer,
  type ServerToGateway,
} from "@plantroom/model/channel/channel.ts";
import { pino } from "pino";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { openPlatform, type Platform } from "../platform.ts";

type Gateway = Socket<ServerToGateway, GatewayToServer>;

let http: HttpServer;
let database: Database;
let platform: Platform;
let sockets: Gateway[];
beforeEach(async () => {
  http = createServer();
  database = await openDatabase(":memory:", "");
  platform = await openPlatform({
    database,
    io: new Server(http, { serveClient: false }),
    secret: "the secret",
    demo: false,
    clock: new HandClock(1_000),
    logger: pino({ level: "silent" }),
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await platform.channel.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await database.destroy();
});

function connect(secret: unknown): Gateway {
  const { port } = http.address() as AddressInfo;
  const socket: Gateway = io(`http://127.0.0.1:${port}${channelNamespace}`, {
    auth: { secret },
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
  });
  sockets.push(socket);
  return socket;
}

/** Every snapshot that comes, the newest last. */
function snapshotsOf(socket: Gateway): GatewaySnapshot[] {
  const snapshots: GatewaySnapshot[] = [];
  socket.on("snapshot", (snapshot) => snapshots.push(snapshot));
  return snapshots;
}

const site = { id: "here", name: "Here", timeZone: "UTC", clock: "wall" as const, currency: "TWD" };

describe("a gateway", () => {
  test.each([["another secret"], [undefined], [["the secret"]]])(
    "with %j for a secret is turned away",
    async (secret) => {
      const socket = connect(secret);
      const snapshots = snapshotsOf(socket);
      await new Promise<void>((resolve) => socket.once("connect_error", () => resolve()));
      expect([snapshots, platform.channel.connected]).toEqual([[], false]);
    },
  );

  test("gets the snapshot when it connects, and a newer one with each change", async () => {
    await platform.sites.put([site], [{ site: "here", id: "p1", type: "pump", name: "P1" }]);
    const snapshots = snapshotsOf(connect("the secret"));
    await vi.waitFor(() => expect(snapshots.at(-1)?.equipment).toEqual([{ site: "here", id: "p1", type: "pump" }]));
    const token = await platform.devices.add({ username: "p1", grants: ["here/p1"] }, "admin", 0);
    await vi.waitFor(() => expect(snapshots.at(-1)?.accounts).toHaveLength(1));
    expect(JSON.stringify(snapshots)).not.toContain(token);
    await platform.devices.remove("p1");
    await vi.waitFor(() => expect(snapshots.at(-1)?.accounts).toEqual([]));
    const versions = snapshots.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  test("tells of itself, and is forgotten when it is gone", async () => {
    const socket = connect("the secret");
    await vi.waitFor(() => expect(platform.channel.connected).toBe(true));
    socket.emit("report", {
      at: 1,
      connections: 3,
      messages: 4,
      readings: 5,
      refused: 6,
      duplicates: 7,
      journalEnd: 8,
      journalBytes: 9,
      journalWritable: true,
      journalMaxBytes: 1e9,
      journalStart: 0,
      journalDamage: { places: 0, bytes: 0 },
      snapshotVersion: 10,
    });
    await vi.waitFor(() =>
      expect(platform.channel.gateways()[0]).toMatchObject({ reportedAt: 1_000, report: { connections: 3 } }),
    );
    socket.disconnect();
    await vi.waitFor(() => expect(platform.channel.gateways()).toEqual([]));
  });

  test.each([
    ["one that delivers", [true], true],
    ["one that does not", [false], false],
    ["two, the second delivers", [false, true], true],
  ])("is asked to deliver a command: %s", async (_what, answers, delivered) => {
    const got: unknown[] = [];
    for (const answer of answers) {
      connect("the secret").on("command", (to, equipment, command, reply) => {
        got.push([to, equipment, command.command, command.args, command.expires]);
        reply(answer);
      });
    }
    await vi.waitFor(() => expect(platform.channel.gateways()).toHaveLength(answers.length));
    const request = { site: "here", equipment: "p1", command: "open", args: { a: 1 }, reason: "r", by: "admin" };
    const sent = await platform.commands.send(request);
    expect(sent.delivered).toBe(delivered);
    expect(got[0]).toEqual(["here", "p1", "open", { a: 1 }, "1970-01-01T00:00:11.000Z"]);
    expect(await database.selectFrom("commands").select(["id", "delivered", "reason"]).execute()).toEqual([
      { id: sent.id, delivered: Number(delivered), reason: "r" },
    ]);
  });
});

test("without a gateway a command is kept and not delivered", async () => {
  const request = { site: "here", equipment: "p1", command: "open", args: {}, reason: "r", by: "admin" };
  expect((await platform.commands.send(request)).delivered).toBe(false);
  expect(await database.selectFrom("commands").select("delivered").execute()).toEqual([{ delivered: 0 }]);
});
