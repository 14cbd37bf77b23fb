import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Caller, noon, TestPlatform } from "../platform-fixture.ts";

let house: TestPlatform;
let admin: Caller;
beforeEach(async () => {
  house = await TestPlatform.start();
  admin = await house.as("admin");
});
afterEach(() => house.close());

const add = (body: object, site = "lab") => admin.call("POST /api/equipment/{site}", `/api/equipment/${site}`, body);
const probe = { id: "probe", type: "leak-sensor", name: "Probe" };

describe("equipment", () => {
  test("is added, read with its latest values, changed, and removed", async () => {
    const added = await add({ ...probe, space: "B1", attributes: { depth: 2 } });
    expect(added.json()).toEqual({ ...probe, site: "lab", space: "B1", attributes: { depth: 2 }, status: "unknown" });
    house.latest.set("lab/probe", [
      { point: "leak", at: noon, value: true, quality: "good" },
      { point: "gone", at: noon, value: 1, quality: "good" },
    ]);
    const path = "/api/equipment/lab/probe";
    const read = (await admin.call("GET /api/equipment/{site}/{equipment}", path)).json();
    expect(read.latest).toEqual([
      { point: "leak", unit: "", at: new Date(noon).toISOString(), value: true, quality: "good" },
    ]);
    const renamed = await admin.call("PUT /api/equipment/{site}/{equipment}", path, { ...probe, name: "Other" });
    expect(renamed.json()).toEqual({ ...probe, name: "Other", site: "lab", status: "unknown" });
    expect((await admin.call("DELETE /api/equipment/{site}/{equipment}", path)).statusCode).toBe(204);
    expect((await admin.call("GET /api/equipment/{site}/{equipment}", path)).statusCode).toBe(404);
  });

  test.each([
    ["whose id is taken", { ...probe, id: "rig-1" }, "already-exists", undefined],
    ["of an unknown type", { ...probe, type: "warp-core" }, "request-invalid", "body.type"],
    ["with an unknown parent", { ...probe, parent: "nothing" }, "request-invalid", "body.parent"],
    ["with an unknown gateway", { ...probe, gateway: "nothing" }, "request-invalid", "body.gateway"],
    ["that is its own parent", { ...probe, parent: "probe" }, "request-invalid", "body.parent"],
    ["with an id that topics cannot hold", { ...probe, id: "a/b" }, "request-invalid", "body.id"],
    ["with more than it may have", { ...probe, site: "harbour-court" }, "request-invalid", "body"],
  ])("%s is refused", async (_what, body, code, path) => {
    const problem = (await add(body)).json();
    expect([problem.code, problem.errors?.[0].path]).toEqual([code, path]);
  });

  test("that others stand on is not removed", async () => {
    const path = (id: string) => `/api/equipment/harbour-court/${id}`;
    const remove = (id: string) => admin.call("DELETE /api/equipment/{site}/{equipment}", path(id));
    expect((await remove("booster")).json().values).toMatchObject({
      by: "booster-p1, booster-p2, booster-p3, wm-tower-a, wm-tower-b",
    });
    expect((await remove("gw-tower-a")).json().code).toBe("in-use");
    expect((await remove("booster-p1")).statusCode).toBe(204);
  });

  test("is never moved under another id, nor into a circle", async () => {
    const route = "PUT /api/equipment/{site}/{equipment}";
    const booster = { id: "booster", type: "booster-pump-set", name: "B", parent: "booster-p1" };
    const path = "/api/equipment/harbour-court/booster";
    expect((await admin.call(route, path, booster)).json().errors[0].path).toBe("body.parent");
    expect((await admin.call(route, path, { ...booster, id: "other" })).json().errors[0].path).toBe("body.id");
  });

  test("is listed by site, type and parent, page by page, without the product's own machinery", async () => {
    const ids = async (query: string) => {
      const { items, next } = (await admin.call("GET /api/equipment", `/api/equipment?${query}`)).json();
      return { ids: items.map((one: { id: string }) => one.id), next };
    };
    expect(await ids("parent=booster")).toEqual({ ids: ["booster-p1", "booster-p2", "booster-p3"], next: null });
    const first = await ids("site=harbour-court&type=elevator&limit=3");
    expect(first.ids).toEqual(["lift-a1", "lift-a2", "lift-b1"]);
    expect(await ids(`site=harbour-court&type=elevator&limit=3&cursor=${first.next}`)).toEqual({
      ids: ["lift-b2"],
      next: null,
    });
    expect((await ids("site=harbour-court&limit=500")).ids).not.toContain("demo-control");
    expect((await admin.call("GET /api/equipment", "/api/equipment?cursor=x")).json().errors[0].path).toBe(
      "query.cursor",
    );
  });
});

describe("sites", () => {
  const site = { id: "annex", name: "Annex", timeZone: "Asia/Taipei", clock: "wall", currency: "TWD" };

  test("are added, changed and listed with their counts", async () => {
    expect((await admin.call("POST /api/sites", "/api/sites", site)).json()).toEqual(site);
    expect((await admin.call("POST /api/sites", "/api/sites", site)).json().code).toBe("already-exists");
    const changed = { ...site, name: "Annexe" };
    expect((await admin.call("PUT /api/sites/{site}", "/api/sites/annex", changed)).json()).toEqual(changed);
    const { items } = (await admin.call("GET /api/sites", "/api/sites")).json();
    expect(items.map((one: { id: string; equipmentCount: number }) => [one.id, one.equipmentCount])).toEqual([
      ["annex", 0],
      ["harbour-court", expect.any(Number)],
      ["lab", 4],
    ]);
  });

  test.each([
    ["body.timeZone", { ...site, timeZone: "Mars/Olympus" }],
    ["body.currency", { ...site, currency: "twd" }],
    ["body.id", { ...site, id: "An Nex" }],
  ])("with a wrong %s are refused", async (path, body) => {
    expect((await admin.call("POST /api/sites", "/api/sites", body)).json().errors[0].path).toBe(path);
  });
});
