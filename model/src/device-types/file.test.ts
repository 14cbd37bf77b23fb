import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demoEquipment, demoSites } from "../demo/estate.ts";
import { isOfPoint } from "../points/point.ts";
import { siteFile } from "../sites/file.ts";
import { builtInDeviceTypes } from "./catalogue.ts";
import { deviceTypesFile } from "./file.ts";

const sensor = {
  id: "co2-sensor",
  label: { en: "CO₂ sensor", "zh-Hant": "二氧化碳感測器", "zh-Hans": "二氧化碳传感器" },
  points: {
    co2: { kind: "number", label: "CO₂", unit: "ppm", range: [0, 5_000], normal: [400, 1_000], decimals: 0, key: true },
    fan: { kind: "boolean", label: "Fan running" },
    mode: { kind: "enum", label: "Mode", options: { auto: "Auto", manual: "Manual" }, normal: ["auto"] },
    note: { kind: "text", label: "Note" },
  },
} as const;
const counter = {
  id: "pulse-counter",
  label: "Pulse water counter",
  system: "energy",
  metering: { medium: "water", point: "volume" },
  points: {
    volume: {
      kind: "number",
      label: "Volume",
      unit: "m³",
      range: [0, 100_000],
      register: { rollover: 100_000, resolution: 0.001, maxPerHour: 20 },
    },
  },
} as const;

describe("a file of device types", () => {
  test("becomes device types, with defaults", () => {
    const [type, meter] = deviceTypesFile.parse([sensor, counter]);
    expect(type).toMatchObject({ id: "co2-sensor", system: "other", faceplate: "generic", label: sensor.label });
    expect(type?.points.co2).toMatchObject({ intervalSeconds: 60, label: { "zh-Hant": "CO₂" }, normal: [400, 1_000] });
    expect(type?.points.note).toMatchObject({ maxLength: 120 });
    expect(type?.points.fan).toMatchObject({ states: { true: { en: "Yes" } } });
    expect(meter).toMatchObject({ system: "energy", faceplate: "meter", metering: counter.metering });
    expect(type?.points.mode && isOfPoint(type.points.mode, "manual")).toBe(true);
  });

  test("keeps a command with the reasons that a device may give", () => {
    const close = { label: "Close", dangerous: true, reasons: { "vehicle-in-the-way": "a vehicle is in the way" } };
    const [type] = deviceTypesFile.parse([{ ...sensor, commands: { close } }]);
    expect(type?.commands?.close?.reasons?.["vehicle-in-the-way"]).toMatchObject({ en: "a vehicle is in the way" });
  });

  const shape = { ...sensor.points.co2 };
  const withPoint = (point: unknown) => [{ ...sensor, points: { co2: point } }];
  test.each([
    ["no list", sensor, ""],
    ["an empty list", [], ""],
    ["an id that no topic could carry", [{ ...sensor, id: "CO2 sensor" }], "0.id"],
    ["a key nobody knows", [{ ...sensor, colour: "red" }], "0"],
    ["a system that does not exist", [{ ...sensor, system: "heating" }], "0.system"],
    ["a label in one language of three", [{ ...sensor, label: { en: "x" } }], "0.label"],
    ["a point key that no payload could carry", [{ ...sensor, points: { CO2: shape } }], "0.points.CO2"],
    [
      "a reason that no answer could carry",
      [{ ...sensor, commands: { close: { label: "x", reasons: { "In the way": "x" } } } }],
      "0.commands.close.reasons.In the way",
    ],
    ["a kind that does not exist", withPoint({ ...shape, kind: "analog" }), "0.points.co2.kind"],
    ["a number without range", withPoint({ kind: "number", label: "x" }), "0.points.co2.range"],
    ["a range the wrong way round", withPoint({ kind: "number", label: "x", range: [5, 0] }), "0.points.co2.range"],
    ["a range of nothing", withPoint({ ...shape, range: [5, 5], normal: [5, 5] }), "0.points.co2.range"],
    ["a normal band outside the range", withPoint({ ...shape, normal: [0, 9_000] }), "0.points.co2.normal"],
    ["a normal value that is no option", withPoint({ ...sensor.points.mode, normal: ["of"] }), "0.points.co2.normal.0"],
    ["no options", withPoint({ ...sensor.points.mode, options: {}, normal: [] }), "0.points.co2.options"],
    [
      "a metered point that is not there",
      [{ ...counter, metering: { medium: "water", point: "x" } }],
      "0.metering.point",
    ],
    [
      "a metered point that is no register",
      [{ ...sensor, metering: { medium: "gas", point: "co2" } }],
      "0.metering.point",
    ],
  ])("%s is refused where it stands", (_, file, path) => {
    const read = deviceTypesFile.safeParse(file);
    expect(read.success).toBe(false);
    expect(read.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  test("reports every mistake, not the first", () => {
    const read = deviceTypesFile.safeParse([
      { ...sensor, id: "?" },
      { ...counter, system: "?" },
    ]);
    expect(read.error?.issues.map((issue) => issue.path.join("."))).toEqual(["0.id", "1.system"]);
  });

  test.each(builtInDeviceTypes.filter((type) => !type.hidden).map((type) => [type.id, type] as const))(
    "%s could have come from a file",
    (_, type) => {
      expect(deviceTypesFile.parse([structuredClone(type)])).toEqual([type]);
    },
  );

  test("anything else is refused without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(deviceTypesFile.safeParse(value).success).toBe(false);
      }),
    );
  });
});

describe("a site file", () => {
  test.each(demoSites.map((site) => [site.id, site] as const))("%s could have come from a file", (id, site) => {
    const equipment = demoEquipment.filter((one) => one.site === id).map(({ site: _, ...one }) => one);
    expect(siteFile.parse({ site, equipment })).toEqual({ site, equipment });
  });

  test("may have no equipment yet", () => {
    expect(siteFile.parse({ site: demoSites[0] }).equipment).toEqual([]);
  });

  test("a mistake carries its path", () => {
    const read = siteFile.safeParse({ site: demoSites[0], equipment: [{ id: "p1", type: "pump" }, { id: "P2" }] });
    expect(read.error?.issues.map((issue) => issue.path.join("."))).toEqual([
      "equipment.0.name",
      "equipment.1.id",
      "equipment.1.type",
      "equipment.1.name",
    ]);
  });
});
