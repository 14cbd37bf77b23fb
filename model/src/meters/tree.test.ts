import { describe, expect, test } from "vitest";
import { demoEquipment } from "../demo/estate.ts";
import { builtInDeviceTypes } from "../device-types/catalogue.ts";
import type { Equipment } from "../sites/equipment.ts";
import { flatten, type MeterNode, meterTree, remainder } from "./tree.ts";

const typeOf = (id: string) => builtInDeviceTypes.find((type) => type.id === id);
const meter = (id: string, parent?: string, type = "electricity-meter"): Equipment => ({
  site: "s",
  id,
  type,
  name: id,
  ...(parent !== undefined && { parent }),
});
const drawn = (nodes: readonly MeterNode[]): unknown[] =>
  nodes.map(({ equipment, children }) => (children.length > 0 ? [equipment.id, drawn(children)] : equipment.id));

describe("the meter tree", () => {
  test.each([
    ["nests by parent", [meter("c", "b"), meter("a"), meter("b", "a")], [["a", [["b", ["c"]]]]]],
    ["takes one medium only", [meter("a"), meter("w", undefined, "water-meter"), meter("x", "a")], [["a", ["x"]]]],
    [
      "a parent that is no meter of the medium makes a main meter",
      [meter("a", "pump"), meter("pump", undefined, "pump")],
      ["a"],
    ],
    ["leaves a cycle out", [meter("a", "b"), meter("b", "a"), meter("c")], ["c"]],
  ])("%s", (_, list, expected) => {
    expect(drawn(meterTree(list, typeOf, "electricity"))).toEqual(expected);
  });

  test.each([
    ["electricity", 20],
    ["water", 4],
    ["gas", 1],
  ] as const)("of the demo estate's %s has one main meter and %d in all", (medium, count) => {
    const tree = meterTree(
      demoEquipment.filter(({ site }) => site === "harbour-court"),
      typeOf,
      medium,
    );
    expect(tree).toHaveLength(1);
    expect(flatten(tree)).toHaveLength(count);
  });
});

describe("the remainder", () => {
  test.each([
    ["what the children leave", 10, [4, 3], { amount: 3, negative: false, complete: true }],
    ["negative when they count more", 10, [8, 4], { amount: -2, negative: true, complete: true }],
    ["with an unknown child", 10, [4, null], { amount: 6, negative: false, complete: false }],
    ["unknown without children", 10, [], null],
    ["unknown when no child is known", 10, [null], null],
    ["unknown when its own is unknown", null, [1], null],
  ])("%s", (_, own, behind, expected) => {
    expect(remainder(own, behind)).toEqual(expected);
  });

  test("decimal fractions are no finding", () => {
    expect(remainder(0.3, [0.1, 0.2])?.negative).toBe(false);
  });
});
