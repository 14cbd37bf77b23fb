import type { EnergyMeter } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { meterLines } from "./meter-tree.ts";

const meter = (equipment: string, parent: string | undefined, consumption: number | null): EnergyMeter => ({
  equipment,
  name: equipment,
  ...(parent && { parent }),
  medium: "electricity",
  unit: "kWh",
  consumption,
  cost: null,
  completeness: 1,
  remainder: null,
  remainderFlags: [],
});
const drawn = (meters: EnergyMeter[]) =>
  meterLines(meters).map(({ meter, depth, behind, share }) => [
    `${"·".repeat(depth)}${meter.equipment}`,
    behind,
    share === null ? null : Number(share.toFixed(6)),
  ]);

test("each meter stands before those behind it, with their sum and its share of the main meter", () => {
  const list = [
    meter("tower", "main", 40),
    meter("main", undefined, 100),
    meter("lifts", "tower", 10.1),
    meter("lights", "tower", 20.2),
    meter("plant", "main", null),
  ];
  expect(drawn(list)).toEqual([
    ["main", 40, 1],
    ["·tower", 30.3, 0.4],
    ["··lifts", null, 0.101],
    ["··lights", null, 0.202],
    ["·plant", null, null],
  ]);
});

test("nothing is lost: neither behind an unknown parent, nor in a circle, nor behind nothing counted", () => {
  expect(drawn([meter("a", "gone", 0), meter("b", "a", 1)])).toEqual([
    ["a", 1, null],
    ["·b", null, null],
  ]);
  expect(drawn([meter("x", "y", 1), meter("y", "x", 1)]).map(([name]) => name)).toEqual(["x", "·y"]);
});
