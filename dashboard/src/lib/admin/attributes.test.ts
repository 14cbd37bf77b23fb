import { expect, test } from "vitest";
import { attributeFrom, attributesFrom, fieldsFrom } from "./attributes.ts";

test.each([
  ["2.5", 2.5],
  [" -3 ", -3],
  ["0", 0],
  ["true", true],
  ["007", "007"],
  ["1e3", "1e3"],
  ["B2 B1 G", "B2 B1 G"],
  ["99999999999999999999", "99999999999999999999"],
  ["", undefined],
  ["  ", undefined],
])("%j is %j", (text, value) => expect(attributeFrom(text)).toBe(value));

test("a form gives back what it was filled with", () => {
  const attributes = { floors: "B1 G 2", rated_speed: 2.5, spare: false };
  expect(attributesFrom(fieldsFrom(attributes))).toEqual(attributes);
  expect(attributesFrom({ ...fieldsFrom(attributes), floors: " ", rated_speed: "", spare: "" })).toBeUndefined();
});
