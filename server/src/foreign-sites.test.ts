import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Route, type RouteKey, routes } from "@plantroom/model/api/routes.ts";
import type { ServerToDashboard } from "@plantroom/model/live/events.ts";
import { roles } from "@plantroom/model/people/roles.ts";
import { pino } from "pino";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "./server.ts";

/** Somebody with every role, but for the lab only; what belongs to Harbour Court must be as if it were not there. */
let folder: string;
let server: RunningServer;
let admin: Visitor;
let stranger: Visitor;
let workOrder: string;

class Visitor {
  cookie = "";

  async call(method: string, path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
    const headers = { cookie: this.cookie, ...(body && { "content-type": "application/json" }) };
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    this.cookie ||= (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json(;|$)/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, json: isJson ? JSON.parse(text) : {} };
  }

  static async signIn(username: string, password = username): Promise<Visitor> {
    const visitor = new Visitor();
    await visitor.call("POST", "/api/session", { username, password });
    return visitor;
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plantroom-foreign-"));
  server = await startServer({
    ...{ host: "127.0.0.1", port: 0, dataDirectory: folder, demo: true, retentionDays: 400 },
    ...{ databaseUrl: "sqlite:", readingsUrl: "memory:", journalUrl: "file:" },
    logger: pino({ level: "silent" }),
  });
  admin = await Visitor.signIn("admin");
  const person = { username: "stranger", name: "S", roles: [...roles], sites: ["lab"], password: "long enough" };
  await admin.call("POST", "/api/people", person);
  stranger = await Visitor.signIn("stranger", "long enough");
  const order = { site: "harbour-court", equipment: "booster-p1", priority: "low", title: "Look at it" };
  workOrder = String((await admin.call("POST", "/api/work-orders", order)).json.id);
  const command = { command: "open", reason: "A visitor" };
  const sent = await admin.call("POST", "/api/equipment/harbour-court/gate-entry-1/commands", command);
  special["GET /api/equipment/{site}/{equipment}/commands/{id}"] = {
    equipment: "gate-entry-1",
    id: String(sent.json.id),
  };
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const values: Readonly<Record<string, string>> = {
  site: "harbour-court",
  equipment: "em-main",
  point: "energy",
  from: "2026-11-01T00:00:00Z",
  to: "2026-11-02T00:00:00Z",
  at: "2026-11-02T00:00:00Z",
  step: "day",
  rule: "MTR-E08",
};
/** Where a route needs other values. */
const special: Partial<Record<RouteKey, Readonly<Record<string, string>>>> = {
  "PUT /api/rules/{id}/overrides/{site}": { id: "MTR-E08" },
  "DELETE /api/rules/{id}/overrides/{site}": { id: "MTR-E08" },
  "GET /api/rules/{id}/backtest": { id: "MTR-E08" },
};
const bodies: Partial<Record<RouteKey, object>> = {
  "PUT /api/sites/{site}": { id: "harbour-court", name: "Mine", timeZone: "UTC", clock: "wall", currency: "TWD" },
  "POST /api/equipment/{site}": { id: "mine", type: "pump", name: "Mine" },
  "PUT /api/equipment/{site}/{equipment}": { id: "em-main", type: "electricity-meter", name: "Mine" },
  "POST /api/equipment/{site}/{equipment}/commands": { command: "open", reason: "mine" },
  "POST /api/equipment/{site}/{equipment}/rules/{rule}/out-of-service": {
    ...{ until: "2099-01-01T00:00:00Z", permit: "mine" },
  },
  "PUT /api/rules/{id}/overrides/{site}": { values: { onDelaySeconds: 90 }, reason: "mine" },
  "POST /api/rules/backtest": {
    ...{ id: "MTR-E08", site: "harbour-court" },
    ...{ from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" },
  },
  "POST /api/modes": { site: "harbour-court", kind: "drill", reason: "mine", minutes: 60 },
  "POST /api/work-orders": { site: "harbour-court", equipment: "em-main", priority: "low", title: "Mine" },
  "POST /api/energy/replacements": {
    ...{ site: "harbour-court", equipment: "em-main", at: "2026-11-01T00:00:00Z" },
    ...{ finalReading: 1, initialReading: 0 },
  },
};

/** Every route that names a site, in its path, its query or its body. */
const naming = (Object.entries(routes) as [RouteKey, Route][]).filter(
  ([key, { params, query }]) => key in bodies || "site" in (params?.shape ?? {}) || "site" in (query?.shape ?? {}),
);

describe("a route that names another's site finds nothing there", () => {
  test.each(naming.map(([key, route]) => ({ key, route })))("$key", async ({ key, route }) => {
    const [method = "", template = ""] = key.split(" ");
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => special[key]?.[name] ?? values[name] ?? "");
    const names = Object.keys(route.query?.shape ?? {}).filter((name) => name in values);
    // A filter that may be left out, and would find nothing by itself, must not be what hides the site.
    const asked = names.filter((name) => name !== "equipment" || key === "GET /api/readings");
    const query = new URLSearchParams(asked.map((name) => [name, values[name] ?? ""]));
    const address = asked.length > 0 ? `${path}?${query}` : path;
    expect((await stranger.call(method, address, bodies[key])).status).toBe(404);
    // The same address is there for who may see it, or the 404 above would prove nothing.
    const own = method === "GET" ? (await admin.call(method, address)).status : 200;
    expect(own).toBe(200);
  });
});

test.each([
  ["GET", "", undefined],
  ["POST", "/steps", { action: "accept" }],
])("%s another's work order%s", async (method, rest, body) => {
  expect((await stranger.call(method, `/api/work-orders/${workOrder}${rest}`, body)).status).toBe(404);
});

test.each([
  "/api/sites",
  "/api/equipment",
  "/api/alarms?open=all",
  "/api/incidents?open=all",
  "/api/modes?open=all",
  "/api/work-orders?open=all",
  "/api/refused",
  "/api/audit",
])("%s lists nothing of it", async (path) => {
  const text = JSON.stringify((await stranger.call("GET", path)).json.items);
  expect(text).not.toContain("harbour-court");
});

describe("the live feed", () => {
  function follow(visitor: Visitor): { socket: Socket<ServerToDashboard>; followed: Promise<readonly string[]> } {
    const socket: Socket = io(server.url, {
      ...{ transports: ["websocket"], reconnection: false, forceNew: true },
      extraHeaders: { cookie: visitor.cookie },
    });
    const followed = new Promise<readonly string[]>((resolve, reject) => {
      socket.once("connect_error", reject);
      socket.once("connect", () => socket.emit("follow", "*", resolve));
    });
    return { socket, followed };
  }

  test("shows the sites that one may see", async () => {
    const own = follow(stranger);
    expect(await own.followed).toEqual(["lab"]);
    own.socket.disconnect();
  });

  test("ends within a second when the person is switched off", async () => {
    const guest = { username: "guest", name: "G", roles: ["operator"], password: "long enough" };
    await admin.call("POST", "/api/people", guest);
    const { socket, followed } = follow(await Visitor.signIn("guest", "long enough"));
    await followed;
    const told = new Promise<number>((resolve) => socket.once("signed-out", () => resolve(performance.now())));
    const gone = new Promise<void>((resolve) => socket.once("disconnect", () => resolve()));
    const { password: _, ...off } = { ...guest, disabled: true };
    const from = performance.now();
    await admin.call("PUT", "/api/people/guest", off);
    expect((await told) - from).toBeLessThan(1_000);
    await gone;
  });

  test("is closed to who has no session, or comes from another page", async () => {
    await expect(follow(new Visitor()).followed).rejects.toThrow("sign-in-required");
    const socket = io(server.url, {
      ...{ transports: ["websocket"], reconnection: false, forceNew: true },
      extraHeaders: { cookie: admin.cookie, origin: "http://evil.example" },
    });
    await new Promise((resolve) => socket.once("connect_error", resolve));
    expect(socket.connected).toBe(false);
  });
});
