import { describe, expect, test } from "vitest";
import { isInRange, isNormal, isOfPoint, type Point, type PointValue } from "./point.ts";
import { choice, flag, pressure, register, words } from "./quantities.ts";

const label = { en: "x", "zh-Hant": "x", "zh-Hans": "x" };
const number = pressure(label, { range: [0, 1.6], normal: [0.3, 1.2] });
const boolean = flag(label, { normal: false });
const mode = choice(label, { auto: label, manual: label }, { normal: ["auto"] });
const text = words(label, { maxLength: 3 });

describe("whether a value is of its point", () => {
  test.each([
    ["a number", number, 0.4, true],
    ["a number far out", number, -1e300, true],
    ["a number as text", number, "0.4", false],
    ["not a number", number, Number.NaN, false],
    ["1e309", number, JSON.parse("1e309"), false],
    ["null", number, null, false],
    ["nested", number, { value: 1 }, false],
    ["a boolean for a number", number, true, false],
    ["a boolean", boolean, false, true],
    ["1 for true", boolean, 1, false],
    ["true as text", boolean, "true", false],
    ["an option", mode, "manual", true],
    ["an option in capitals", mode, "AUTO", false],
    ["a name that every object has", mode, "toString", false],
    ["the name of its prototype", mode, "__proto__", false],
    ["a short text", text, "abc", true],
    ["a long text", text, "abcd", false],
    ["a number for a text", text, 1, false],
  ] satisfies [string, Point, unknown, boolean][])("%s", (_, point, value, expected) => {
    expect(isOfPoint(point, value)).toBe(expected);
  });
});

test.each([
  ["at the lower end", number, 0, true],
  ["at the upper end", number, 1.6, true],
  ["above", number, 1.61, false],
  ["below", number, -0.01, false],
  ["a choice always", mode, "auto", true],
] satisfies [string, Point, PointValue, boolean][])("in range: %s", (_, point, value, expected) => {
  expect(isInRange(point, value)).toBe(expected);
});

test.each([
  ["inside the band", number, 0.5, true],
  ["at its end", number, 1.2, true],
  ["above it", number, 1.3, false],
  ["below it", number, 0.2, false],
  ["without a band", pressure(label), 9, true],
  ["the normal state", boolean, false, true],
  ["the other state", boolean, true, false],
  ["a state without a normal one", flag(label), true, true],
  ["a normal option", mode, "auto", true],
  ["another option", mode, "manual", false],
  ["any text", text, "?", true],
] satisfies [string, Point, PointValue, boolean][])("normal: %s", (_, point, value, expected) => {
  expect(isNormal(point, value)).toBe(expected);
});

test.each([
  [1, 0],
  [0.1, 1],
  [0.01, 2],
  [0.001, 3],
])("a register that shows steps of %d has %d decimals", (resolution, decimals) => {
  expect(register("m³", label, { rollover: 1_000, resolution, maxPerHour: 1 }).decimals).toBe(decimals);
});
