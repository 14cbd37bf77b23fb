import { idPattern } from "@plantroom/model/identity.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { freeIdFrom, idFrom } from "./slug.ts";

test.each([
  ["Lift A 3", "lift-a-3"],
  ["  Müller's Pümpe #2 ", "muller-s-pumpe-2"],
  ["A3 電梯", "a3"],
  ["電梯", ""],
  ["---", ""],
])("%j becomes %j", (name, id) => expect(idFrom(name)).toBe(id));

test("whatever the name, the id can stand in a topic", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
      const id = idFrom(name);
      expect(id === "" || idPattern.test(id)).toBe(true);
    }),
  );
});

test("an id that is taken gets a number", () => {
  const taken = new Set(["pump", "pump-2"]);
  expect(freeIdFrom("Pump", (id) => taken.has(id))).toBe("pump-3");
  expect(freeIdFrom("Fan", (id) => taken.has(id))).toBe("fan");
  expect(freeIdFrom("泵", () => true)).toBe("");
});
