import { expect, test } from "vitest";
import { floorIndex, floorsOf } from "./floors.ts";

const floors = floorsOf({ floors: "B2  B1 G 2 3 3A 5" });

test("floors are what the building calls them", () => {
  expect(floors).toEqual(["B2", "B1", "G", "2", "3", "3A", "5"]);
  expect(floorsOf({ floors: 7 })).toEqual([]);
  expect(floorsOf()).toEqual([]);
});

test.each<[string | undefined, number | undefined, number | undefined]>([
  ["B2", undefined, 0],
  ["3A", 99, 5],
  [undefined, 0, 2],
  ["?", -1, 1],
  [undefined, 40, undefined],
  [undefined, undefined, undefined],
])("label %j, number %j: index %j", (label, number, expected) => {
  expect(floorIndex(floors, label, number)).toBe(expected);
});

test("without floors nothing is known", () => expect(floorIndex([], "G", 0)).toBeUndefined());
