import type { AuditView } from "@plantroom/model/api/types.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appOf, everyHandlerAway } from "../http/app-fixture.ts";
import { type Caller, noon, TestPlatform } from "../platform-fixture.ts";
import { redacted } from "./redacted.ts";

let house: TestPlatform;
let admin: Caller;
let supervisor: Caller;
beforeAll(async () => {
  house = await TestPlatform.start();
  admin = await house.as("admin");
  supervisor = await house.as("supervisor");
});
afterAll(() => house.close());

async function trail(query = ""): Promise<AuditView[]> {
  return (await supervisor.call("GET /api/audit", `/api/audit${query}`)).json().items;
}

test("tells who did what to what, when and from where, without secrets", async () => {
  const person = { username: "guard", name: "G", roles: ["operator"], password: "long enough" };
  await admin.call("POST /api/people", "/api/people", person);
  const [newest] = await trail();
  expect(newest).toMatchObject({
    at: new Date(noon).toISOString(),
    by: "admin",
    action: "POST /api/people",
    detail: { username: "guard", password: "…" },
    origin: "127.0.0.1",
  });
});

test("has signing in under the name that signed in, and no password anywhere", async () => {
  await house.signIn("operator");
  await house.signIn("operator", "Tr0ub4dor");
  expect((await trail("?by=operator"))[0]).toMatchObject({ action: "POST /api/session", by: "operator" });
  const rows = JSON.stringify(await house.database.selectFrom("audit").selectAll().execute());
  expect(rows).not.toContain("Tr0ub4dor");
  expect(rows).not.toContain("long enough");
});

test("has nothing of what failed or only looked", async () => {
  const before = (await trail()).length;
  await admin.call("GET /api/people", "/api/people");
  await admin.call("POST /api/people", "/api/people", { username: "x" });
  await supervisor.call("GET /api/people", "/api/people");
  expect((await trail()).length).toBe(before);
});

test("is read page by page, newest first", async () => {
  for (let i = 0; i < 5; i++) {
    await admin.call("POST /api/devices", "/api/devices", { username: `device-${i}`, grants: ["lab/*"] });
  }
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/api/audit?action=POST%20%2Fapi%2Fdevices&limit=2${cursor && `&cursor=${cursor}`}`;
    const page = (await supervisor.call("GET /api/audit", path)).json();
    seen.push(...page.items.map((item: AuditView) => item.detail.username));
    cursor = page.next;
  }
  expect(seen).toEqual(["device-4", "device-3", "device-2", "device-1", "device-0"]);
});

test("for somebody of some sites holds what concerns these, and what they did", async () => {
  const person = { username: "lab-lead", name: "L", roles: ["supervisor"], sites: ["lab"], password: "long enough" };
  await admin.call("POST /api/people", "/api/people", person);
  for (const site of ["lab", "harbour-court"]) {
    const body = { id: "probe", type: "leak-sensor", name: "Probe" };
    await admin.call("POST /api/equipment/{site}", `/api/equipment/${site}`, body);
  }
  const lead = await house.as("lab-lead", "long enough");
  const { items } = (await lead.call("GET /api/audit", "/api/audit")).json();
  expect(items.map(({ action, target }: AuditView) => `${action} ${target}`)).toEqual([
    "POST /api/session ",
    "POST /api/equipment/{site} lab",
  ]);
});

test("is read by who manages a thousand sites", async () => {
  const sites = Array.from({ length: 1_000 }, (_, i) => (i === 999 ? "harbour-court" : `site-${i}`));
  await house.platform.audit.add(
    { route: "PUT /api/sites/{site}", by: "admin", params: { site: "harbour-court" }, body: {}, address: "" },
    noon,
  );
  const within = { sites, username: "nobody" };
  const { items } = await house.platform.audit.list({ limit: 1, within });
  expect(items).toMatchObject([{ target: "harbour-court" }]);
});

describe("redacted", () => {
  test("of what is nested without end keeps the upper levels", () => {
    let body: unknown = 1;
    for (let i = 0; i < 20_000; i++) body = { a: body };
    expect(JSON.stringify(redacted({ deep: body, list: [1] }))).toMatch(/^{"deep":{"a":.*"…".*},"list":\[1\]}$/);
  });

  test.each([
    [
      { password: "a", deep: [{ apiToken: "b", note: "c" }] },
      { password: "…", deep: [{ apiToken: "…", note: "c" }] },
    ],
    [
      { current: "a", currency: "TWD" },
      { current: "…", currency: "TWD" },
    ],
    ["", {}],
    ["x".repeat(501), { text: `${"x".repeat(500)}…`, characters: 501 }],
    [{ note: "y".repeat(600) }, { note: `${"y".repeat(500)}…` }],
    [undefined, {}],
  ])("%j", (body, kept) => {
    expect(redacted(body)).toEqual(kept);
  });
});

test("has an act before it happens, so that no crash leaves one without its row", async () => {
  const calls: string[] = [];
  const app = await appOf({
    record: async ({ route }) => {
      calls.push(`record ${route}`);
      return async () => void calls.push("taken back");
    },
    handlers: {
      ...everyHandlerAway,
      "DELETE /api/devices/{username}": async () => {
        calls.push("act");
        return undefined;
      },
    },
  });
  const call = (method: "DELETE" | "POST", url: string, payload?: object) =>
    app.inject({ method, url, cookies: { plantroom_session: "administrator" }, ...(payload && { payload }) });
  await call("DELETE", "/api/devices/pump");
  expect(calls).toEqual(["record DELETE /api/devices/{username}", "act"]);
  await call("POST", "/api/devices", { username: "pump-9", grants: ["lab/*"] });
  expect(calls.slice(2)).toEqual(["record POST /api/devices", "taken back"]);
  await app.close();
});
