import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { channelNamespace, secretFile } from "@plantroom/model/channel/channel.ts";
import { pino } from "pino";
import { io } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CannotStart } from "./cannot-start.ts";
import { openDatabase } from "./database/database.ts";
import { type RunningServer, type ServerOptions, startServer } from "./server.ts";

let folder: string;
let running: RunningServer[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plantroom-server-"));
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop();
  rmSync(folder, { recursive: true });
});

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    dataDirectory: join(folder, "data"),
    databaseUrl: "sqlite:",
    readingsUrl: "memory:",
    journalUrl: "file:",
    retentionDays: 400,
    demo: false,
    logger: pino({ level: "silent" }),
    ...options,
  });
  running.push(server);
  return server;
}

async function stop(server: RunningServer): Promise<void> {
  running = running.filter((one) => one !== server);
  await server.stop();
}

const signIn = (url: string, username: string, password: string) =>
  fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });

describe("a first start", () => {
  test("outside demo mode makes one administrator with a password of its own, and no device account", async () => {
    const first = await start();
    const { username, password } = first.firstAdministrator ?? { username: "", password: "" };
    expect(password.length).toBeGreaterThanOrEqual(20);
    expect((await signIn(first.url, username, password)).status).toBe(200);
    expect((await signIn(first.url, "operator", "operator")).status).toBe(401);
    await stop(first);
    const second = await start();
    expect(second.firstAdministrator).toBeUndefined();
    expect((await signIn(second.url, username, password)).status).toBe(200);
  });

  test("keeps its secret to its owner, and the same for ever", async () => {
    const file = join(folder, "data", secretFile);
    const first = await start();
    const secret = readFileSync(file, "utf8");
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await stop(first);
    await start();
    expect(readFileSync(file, "utf8")).toBe(secret);
  });
});

test("is ready when a gateway serves by its snapshot, and stops with the gateway still connected", async () => {
  const server = await start({ demo: true });
  const before = await fetch(`${server.url}/readyz`);
  expect(before.status).toBe(503);
  expect(JSON.stringify(await before.json())).toContain("gateway");
  const gateway = io(`${server.url}${channelNamespace}`, {
    auth: { secret: readFileSync(join(folder, "data", secretFile), "utf8") },
    transports: ["websocket"],
    reconnection: false,
  });
  gateway.on("snapshot", ({ version }) =>
    gateway.emit("report", {
      ...{ at: 0, connections: 0, messages: 0, readings: 0, refused: 0, duplicates: 0 },
      ...{ journalEnd: 0, journalBytes: 0, journalWritable: true, snapshotVersion: version },
      ...{ journalMaxBytes: 1e9, journalStart: 0, journalDamage: { places: 0, bytes: 0 } },
    }),
  );
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
  const gone = new Promise((resolve) => gateway.once("disconnect", resolve));
  await stop(server);
  await gone;
});

describe("cannot start, and says why in one sentence", () => {
  const refusal = async (options: Partial<ServerOptions>) => {
    const problem = await start(options).catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(CannotStart);
    return (problem as CannotStart).message;
  };

  test("a taken port", async () => {
    const first = await start();
    const message = await refusal({ port: first.port, dataDirectory: join(folder, "other") });
    expect(message).toBe(`Port ${first.port} is taken: stop what uses it, or choose another with PLANTROOM_HTTP_PORT.`);
  });

  test("a data folder in use by another server", async () => {
    await start();
    expect(await refusal({})).toContain("in use by another Plantroom");
  });

  test("a data folder that cannot be written", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await refusal({ dataDirectory: join(folder, "file", "data") })).toContain("cannot be written");
  });

  test("a demo folder outside demo mode, and the other way round", async () => {
    await stop(await start({ demo: true }));
    expect(await refusal({ demo: false })).toContain("was made by demo mode");
    const dataDirectory = join(folder, "real");
    await stop(await start({ dataDirectory }));
    expect(await refusal({ dataDirectory, demo: true })).toContain("belongs to a real installation");
  });

  test("demo mode for the network", async () => {
    for (const host of ["0.0.0.0", "::", "192.0.2.1", "example.org"]) {
      expect(await refusal({ host, demo: true })).toContain("listens on this machine only");
    }
  });

  test.each([
    [{ databaseUrl: "postgres://db" }, "PLANTROOM_DATABASE_URL", "known are: sqlite:"],
    [{ readingsUrl: "influx://db" }, "PLANTROOM_READINGS_URL", "known are: duckdb:"],
    [{ journalUrl: "nats://bus" }, "PLANTROOM_JOURNAL_URL", "known are: file:"],
  ])("%j", async (options, variable, known) => {
    const message = await refusal(options);
    expect(message).toContain(variable);
    expect(message).toContain(known);
  });

  test("a database of a newer version", async () => {
    const dataDirectory = join(folder, "data");
    const database = await openDatabase("sqlite:", dataDirectory);
    await database
      .insertInto("migrations" as never)
      .values({ name: "999-later", appliedAt: 0 } as never)
      .execute();
    await database.destroy();
    expect(await refusal({})).toContain("newer Plantroom (it has 999-later)");
  });

  test("a file that is no database", async () => {
    const databaseUrl = `sqlite:${join(folder, "notes.txt")}`;
    writeFileSync(join(folder, "notes.txt"), "x".repeat(5_000));
    expect(await refusal({ databaseUrl })).toContain("is not a database of Plantroom");
  });

  test("and leaves nothing behind that keeps the next start from working", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const address = blocker.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await refusal({ port });
    await new Promise((resolve) => blocker.close(resolve));
    const server = await start({ port });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
