import { demoControl, demoFaults } from "@plantroom/model/demo/faults.ts";
import { defaultRules } from "@plantroom/model/rules/pack/catalogue.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoSite, noon, TestPlatform } from "../platform-fixture.ts";
import { demoHandlers } from "./demo-handlers.ts";
import { expectedSeconds } from "./fault-views.ts";

let house: TestPlatform;
beforeEach(async () => {
  house = await TestPlatform.start();
});
afterEach(() => house.close());

const event = (name: string, data: Record<string, unknown>, equipment: string = demoControl.equipment) =>
  house.demo.onEvent({ kind: "event", site: demoSite, equipment, event: name, data, at: noon, receivedAt: noon });

describe("faults", () => {
  test("each ends in a rule of the pack, and says how long that takes", () => {
    for (const fault of demoFaults) {
      const rule = defaultRules.find(({ id }) => id === fault.raises.rule);
      expect(rule, fault.id).toBeDefined();
      expect(expectedSeconds(fault, defaultRules)).toBeGreaterThanOrEqual(
        fault.physicsSeconds + (rule?.onDelaySeconds ?? 0),
      );
    }
  });

  test("are what the simulators last said they play, and only what changed is told", async () => {
    event("faults", { active: ["booster-trip", "not-a-fault"] });
    event("faults", { active: ["booster-trip"] });
    event("faults", { active: ["lift-door"] }, "booster");
    event("faults", { active: "booster-trip" });
    expect(house.published).toEqual([
      { site: demoSite, faults: [expect.objectContaining({ id: "booster-trip", active: true })] },
    ]);
    const operator = await house.as("operator");
    const { items } = (await operator.call("GET /api/demo/faults", "/api/demo/faults")).json();
    expect(items.map((one: { id: string }) => one.id)).toEqual(demoFaults.map(({ id }) => id));
    expect(items.filter((one: { active: boolean }) => one.active)).toEqual([
      expect.objectContaining({ id: "booster-trip", since: new Date(noon).toISOString() }),
    ]);
    event("faults", { active: [] });
    expect(house.published).toHaveLength(2);
  });

  test("are not pressed while the simulators are away, and one that is not there never", async () => {
    const operator = await house.as("operator");
    const press = (id: string) =>
      operator.call("PUT /api/demo/faults/{id}", `/api/demo/faults/${id}`, { active: true });
    expect((await press("booster-trip")).json()).toMatchObject({ status: 503, code: "demo-not-connected" });
    expect((await press("nothing")).json().code).toBe("not-found");
  });
});

test("the history's progress is kept and told", () => {
  event("history", { done: 3, total: 30 });
  event("history", { done: "4", total: 30 });
  expect(house.demo.history).toEqual({ done: 3, total: 30 });
  expect(house.published).toEqual([{ site: demoSite, history: { done: 3, total: 30 } }]);
});

test("outside demo mode there is nothing of it", async () => {
  const handlers = demoHandlers({ control: undefined, commands: house.platform.commands });
  const person = { username: "a", name: "A", roles: ["administrator" as const] };
  const origin = { address: "", session: undefined, setSession: () => undefined };
  const call = { params: undefined, query: undefined, body: undefined, person, origin };
  await expect(handlers["GET /api/demo/faults"](call)).rejects.toMatchObject({ code: "demo-only" });
});

test("a visitor's changes to the demo estate survive the next start", async () => {
  const { seedDemo } = await import("./seed.ts");
  await house.platform.sites.removeEquipment(demoSite, "gm-main");
  await seedDemo(house.platform, noon);
  expect(house.platform.sites.estate.equipment(demoSite, "gm-main")).toBeUndefined();
});
