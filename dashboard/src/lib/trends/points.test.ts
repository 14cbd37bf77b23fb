import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { describe, expect, test } from "vitest";
import { canAdd, defaultPoints, mostUnits, readPoints, unitsOf } from "./points.ts";

const typeOf = (id: string) => builtInDeviceTypes.find((type) => type.id === id)?.points ?? {};
const booster = typeOf("booster-pump-set");

describe.each(builtInDeviceTypes.filter((type) => Object.keys(type.points).length > 0))("$id", ({ points }) => {
  test("opens with points that can be drawn together", () => {
    const chosen = defaultPoints(points);
    expect(chosen.length).toBeGreaterThan(0);
    expect(unitsOf(chosen, points).length).toBeLessThanOrEqual(mostUnits);
    expect(readPoints(chosen.join(","), points)).toEqual(chosen);
  });
});

describe("the URL", () => {
  test.each([
    ["discharge_pressure,flow", ["discharge_pressure", "flow"]],
    ["discharge_pressure,nonsense,flow", ["discharge_pressure", "flow"]],
    ["flow,flow", ["flow"]],
    ["discharge_pressure,flow,tank_level", ["discharge_pressure", "flow"]],
    [
      "discharge_pressure,pressure_setpoint,suction_pressure,flow,room_flood",
      ["discharge_pressure", "pressure_setpoint", "suction_pressure", "flow"],
    ],
    ["nonsense", undefined],
    ["", undefined],
  ])("%j chooses %j", (text, expected) => expect(readPoints(text, booster)).toEqual(expected));
});

test("a third unit finds no axis, a state does", () => {
  expect(canAdd(["discharge_pressure", "flow"], "tank_level", booster)).toBe(false);
  expect(canAdd(["discharge_pressure", "flow"], "room_flood", booster)).toBe(true);
});
