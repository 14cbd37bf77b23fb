import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, TestPlatform } from "../platform-fixture.ts";

/** Somebody with every role, but for the lab only: everything of Harbour Court must be as if it were not there. */
let house: TestPlatform;
let stranger: Caller;
let admin: Caller;
beforeAll(async () => {
  house = await TestPlatform.start();
  admin = await house.as("admin");
  const roles = ["operator", "supervisor", "technician", "energy-manager", "administrator"];
  const person = { username: "stranger", name: "S", roles, sites: ["lab"], password: "long enough" };
  await admin.call("POST /api/people", "/api/people", person);
  await admin.call("POST /api/devices", "/api/devices", { username: "foreign", grants: ["harbour-court/booster"] });
  stranger = await house.as("stranger", "long enough");
});
afterAll(() => house.close());

const site = { id: "harbour-court", name: "Mine now", timeZone: "UTC", clock: "wall", currency: "TWD" };
const equipment = { id: "booster", type: "booster-pump-set", name: "Mine now" };
const command = { command: "open", reason: "test" };

describe("what belongs to another site is not there", () => {
  test.each([
    ["PUT /api/sites/{site}", "/api/sites/harbour-court", site],
    ["GET /api/sites/{site}/export", "/api/sites/harbour-court/export", undefined],
    ["GET /api/equipment", "/api/equipment?site=harbour-court", undefined],
    ["POST /api/equipment/{site}", "/api/equipment/harbour-court", { ...equipment, id: "new" }],
    ["GET /api/equipment/{site}/{equipment}", "/api/equipment/harbour-court/booster", undefined],
    ["PUT /api/equipment/{site}/{equipment}", "/api/equipment/harbour-court/booster", equipment],
    ["DELETE /api/equipment/{site}/{equipment}", "/api/equipment/harbour-court/gm-main", undefined],
    ["POST /api/equipment/{site}/{equipment}/commands", "/api/equipment/harbour-court/gate-exit-1/commands", command],
    ["GET /api/technicians", "/api/technicians?site=harbour-court", undefined],
    ["DELETE /api/devices/{username}", "/api/devices/foreign", undefined],
    ["GET /api/demo/faults", "/api/demo/faults", undefined],
    ["PUT /api/demo/faults/{id}", "/api/demo/faults/booster-trip", { active: true }],
  ] as const)("%s", async (route, path, body) => {
    expect((await stranger.call(route, path, body)).statusCode).toBe(404);
  });

  test("in lists", async () => {
    const ids = async (route: "GET /api/sites" | "GET /api/devices", path: string) =>
      (await stranger.call(route, path))
        .json()
        .items.map((one: { id?: string; username?: string }) => one.id ?? one.username);
    expect(await ids("GET /api/sites", "/api/sites")).toEqual(["lab"]);
    expect(await ids("GET /api/devices", "/api/devices")).toEqual([]);
    const { items } = (await stranger.call("GET /api/equipment", "/api/equipment")).json();
    expect(new Set(items.map((one: { site: string }) => one.site))).toEqual(new Set(["lab"]));
  });

  test("nor can rights for it be given", async () => {
    const body = { username: "thief", grants: ["lab/*", "harbour-court/*"] };
    const answer = await stranger.call("POST /api/devices", "/api/devices", body);
    expect(answer.json()).toMatchObject({ code: "request-invalid", errors: [{ path: "body.grants.1" }] });
  });

  test("nor another site be made or taken over by a file", async () => {
    expect((await stranger.call("POST /api/sites", "/api/sites", { ...site, id: "new" })).statusCode).toBe(403);
    const file = "site: { id: harbour-court, name: Mine, timeZone: UTC, clock: wall, currency: TWD }\nequipment: []\n";
    const answer = await stranger.call("POST /api/sites/import", "/api/sites/import", file);
    expect(answer.json()).toMatchObject({ code: "file-invalid", errors: [{ line: 1 }] });
    expect(house.platform.sites.estate.site("harbour-court")?.name).toBe("Harbour Court");
  });
});

describe("people, for an administrator of some sites", () => {
  test.each([
    ["a person of all sites", { username: "friend", name: "F", roles: ["administrator"], password: "long enough" }],
    [
      "a person of another site",
      { username: "friend", name: "F", roles: ["operator"], sites: ["harbour-court"], password: "long enough" },
    ],
  ])("%s is not added", async (_what, body) => {
    expect((await stranger.call("POST /api/people", "/api/people", body)).statusCode).toBe(403);
  });

  test("those of all sites are neither listed nor changed", async () => {
    const { items } = (await stranger.call("GET /api/people", "/api/people")).json();
    expect(items.map((one: { username: string }) => one.username)).toEqual(["stranger"]);
    const body = { username: "admin", name: "A", roles: ["operator"], password: "known to me" };
    const answer = await stranger.call("PUT /api/people/{username}", "/api/people/admin", body);
    expect(answer.statusCode).toBe(404);
  });

  test("nor do they widen their own rights", async () => {
    const body = { username: "stranger", name: "S", roles: ["administrator"] };
    const answer = await stranger.call("PUT /api/people/{username}", "/api/people/stranger", body);
    expect(answer.statusCode).toBe(403);
  });
});

test("what concerns every site is for an administrator of every site", async () => {
  const type = "- id: mine\n  label: Mine\n  points: {}\n";
  for (const [route, path, body] of [
    ["POST /api/device-types/import", "/api/device-types/import", type],
    ["DELETE /api/device-types/{id}", "/api/device-types/pump", undefined],
  ] as const) {
    expect((await stranger.call(route, path, body)).statusCode).toBe(403);
  }
});
