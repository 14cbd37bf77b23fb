import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Caller, TestPlatform } from "../platform-fixture.ts";

let house: TestPlatform;
let admin: Caller;
beforeEach(async () => {
  house = await TestPlatform.start();
  admin = await house.as("admin");
});
afterEach(() => house.close());

const importTypes = (text: string) => admin.call("POST /api/device-types/import", "/api/device-types/import", text);
const importSite = (text: string) => admin.call("POST /api/sites/import", "/api/sites/import", text);
/** `line path` of each fault. */
async function faults(answer: Promise<{ json(): unknown; statusCode: number }>): Promise<string[]> {
  const { errors, code } = (await answer).json() as { code: string; errors: { line: number; path: string }[] };
  expect(code).toBe("file-invalid");
  return errors.map(({ line, path }) => `${line} ${path}`);
}

const co2 = "- id: co2-sensor\n  label: CO₂\n  points:\n    co2: { kind: number, label: CO₂, range: [0, 5000] }\n";

describe("a file of device types", () => {
  test("is taken whole, and again when it changed", async () => {
    const version = house.platform.sites.estate.version;
    expect((await importTypes(co2)).json()).toEqual({ imported: 1 });
    expect(house.platform.sites.estate.deviceType("co2-sensor")?.points.co2).toMatchObject({ range: [0, 5000] });
    expect((await importTypes(co2.replace("5000", "9000"))).json()).toEqual({ imported: 1 });
    expect(house.platform.sites.estate.deviceType("co2-sensor")?.points.co2).toMatchObject({ range: [0, 9000] });
    expect(house.platform.sites.estate.version).toBe(version + 2);
  });

  const mistakes: readonly [string, string, string[]][] = [
    [
      "a bad id and a bad kind",
      "- id: Not An Id\n  points: {}\n- id: ok-type\n  label: OK\n  points:\n    a: { kind: colour, label: A }\n",
      ["1 0.id", "1 0.label", "6 1.points.a.kind"],
    ],
    ["YAML itself", "- id: a\n  label: 'A\n- {\n", ["4 "]],
    ["a key that stands twice", "- id: a\n  id: b\n", ["2 "]],
    ["nothing", "", ["1 "]],
    ["a key that nobody knows", `${co2}  colour: red\n`, ["5 0.colour"]],
    ["a type that stands twice", co2 + co2, ["5 1.id"]],
    ["a type that comes with the product", co2.replace("co2-sensor", "pump"), ["1 0.id"]],
    ["a range the wrong way round", co2.replace("[0, 5000]", "\n        [10, 5]"), ["4 0.points.co2.range"]],
    [
      "a billion laughs",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
        .split("")
        .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${"abcdefg"[i]}`).join(",")}]`)
        .join("\n")}\n`,
      ["1 "],
    ],
  ];
  test.each(mistakes)("with %s is refused with every line", async (_what, text, wanted) => {
    const before = house.platform.sites.estate.version;
    const found = await faults(importTypes(text));
    for (const one of wanted) expect(found).toContain(one);
    expect(house.platform.sites.estate.version).toBe(before);
  });

  test("half good is not half imported", async () => {
    await faults(importTypes(`${co2}- id: bad\n`));
    expect(house.platform.sites.estate.deviceType("co2-sensor")).toBeUndefined();
  });

  test("__proto__ is a key like any other, and no type has it", async () => {
    await faults(importTypes("- id: a\n  label: A\n  points: {}\n  __proto__: { hidden: true }\n"));
  });
});

describe("removing a device type", () => {
  const remove = (id: string) => admin.call("DELETE /api/device-types/{id}", `/api/device-types/${id}`);

  test("takes an own one that nothing uses", async () => {
    await importTypes(co2);
    expect((await remove("co2-sensor")).statusCode).toBe(204);
    const { items } = (await admin.call("GET /api/device-types", "/api/device-types")).json();
    expect(items.find((type: { id: string }) => type.id === "co2-sensor")).toBeUndefined();
    expect(items.find((type: { id: string }) => type.id === "pump")).toMatchObject({ builtIn: true });
  });

  test("leaves what is used, what is built in, and what is not there", async () => {
    await importTypes(co2);
    const body = { id: "lobby", type: "co2-sensor", name: "Lobby" };
    await admin.call("POST /api/equipment/{site}", "/api/equipment/lab", body);
    expect((await remove("co2-sensor")).json()).toMatchObject({ code: "in-use", values: { by: "lab/lobby" } });
    expect((await remove("pump")).json().code).toBe("in-use");
    expect((await remove("nothing")).json().code).toBe("not-found");
  });
});

const tower = `site:
  id: tower
  name: Tower
  timeZone: Asia/Taipei
  clock: wall
  currency: TWD
equipment:
  - { id: set, type: booster-pump-set, name: Set }
  - { id: p1, type: pump, name: Pump 1, parent: set }
`;

describe("a site file", () => {
  test("is taken whole, read again what was written, and leaves what it does not name", async () => {
    expect((await importSite(tower)).json()).toEqual({ imported: 2 });
    const add = { id: "p2", type: "pump", name: "港 # 2", parent: "set", attributes: { rated_power: 15, code: "01" } };
    await admin.call("POST /api/equipment/{site}", "/api/equipment/tower", add);
    expect((await importSite(tower.replace("Pump 1", "Pump one"))).statusCode).toBe(200);
    const { estate } = house.platform.sites;
    expect(estate.equipmentOf("tower").map(({ name }) => name)).toEqual(["Pump one", "港 # 2", "Set"]);

    const before = JSON.stringify([estate.site("tower"), estate.equipmentOf("tower")]);
    const file = (await admin.call("GET /api/sites/{site}/export", "/api/sites/tower/export")).body;
    expect((await importSite(file)).json()).toEqual({ imported: 3 });
    expect(JSON.stringify([estate.site("tower"), estate.equipmentOf("tower")])).toBe(before);
  });

  test("of the whole demo estate comes back as it went", async () => {
    const { estate } = house.platform.sites;
    const before = structuredClone(estate.equipmentOf("harbour-court"));
    const file = (await admin.call("GET /api/sites/{site}/export", "/api/sites/harbour-court/export")).body;
    expect((await importSite(file)).json()).toEqual({ imported: before.length });
    expect(estate.equipmentOf("harbour-court")).toEqual(before);
  });

  const mistakes: readonly [string, string, string[]][] = [
    ["an unknown type", tower.replace("type: pump,", "type: pumpp,"), ["9 equipment.1.type"]],
    ["an unknown parent", tower.replace("parent: set", "parent: sett"), ["9 equipment.1.parent"]],
    ["an unknown gateway", tower.replace("name: Set", "name: Set, gateway: gw"), ["8 equipment.0.gateway"]],
    ["an unknown feeder", tower.replace("name: Set", "name: Set, fedBy: [em-1]"), ["8 equipment.0.fedBy"]],
    ["a circle", tower.replace("name: Set", "name: Set, parent: p1"), ["8 equipment.0.parent", "9 equipment.1.parent"]],
    ["equipment that stands twice", `${tower}  - { id: p1, type: pump, name: Again }\n`, ["10 equipment.2.id"]],
    ["a zone that is none", tower.replace("Asia/Taipei", "Asia/Taipeh"), ["4 site.timeZone"]],
    ["no site", "equipment: []\n", ["1 site"]],
    [
      "a currency that is none and a bad id",
      tower.replace("TWD", "twdd").replace("id: tower", "id: Tower"),
      ["2 site.id", "6 site.currency"],
    ],
  ];
  test.each(mistakes)("with %s is refused with every line", async (_what, text, wanted) => {
    expect(await faults(importSite(text))).toEqual(wanted);
    expect(house.platform.sites.estate.site("tower")).toBeUndefined();
  });
});

test("all of it is there after a restart", async () => {
  await importTypes(co2);
  await importSite(tower);
  const { Sites } = await import("./sites.ts");
  const { estate } = await Sites.load(house.database);
  expect(estate.equipment("tower", "p1")).toMatchObject({ parent: "set", site: "tower" });
  expect(estate.deviceType("co2-sensor")).toBeDefined();
});
