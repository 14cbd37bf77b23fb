import { describe, expect, test } from "vitest";
import { checkTree, type Equipment } from "./equipment.ts";

const one = (id: string, more: Partial<Equipment> = {}): Equipment => ({ site: "s", id, type: "t", name: id, ...more });

describe("a tree of equipment", () => {
  test.each([
    [
      "is sound when parents and gateways exist",
      [one("set"), one("gw"), one("p", { parent: "set", gateway: "gw" })],
      [],
    ],
    ["may name a parent that comes later", [one("p", { parent: "set" }), one("set")], []],
    ["misses a parent", [one("p", { parent: "set" })], ["p unknown-parent set"]],
    ["misses a gateway", [one("p", { gateway: "gw" })], ["p unknown-gateway gw"]],
    ["has an id twice", [one("p"), one("p")], ["p duplicate p"]],
    ["has a machine that is its own part", [one("p", { parent: "p" })], ["p cycle p"]],
    ["has a ring", [one("a", { parent: "b" }), one("b", { parent: "a" })], ["a cycle b", "b cycle a"]],
    [
      "tells the ring from what hangs on it",
      [one("a", { parent: "b" }), one("b", { parent: "a" }), one("c", { parent: "a" })],
      ["a cycle b", "b cycle a"],
    ],
    [
      "tells every fault",
      [one("p", { parent: "x", gateway: "y" }), one("p")],
      ["p unknown-parent x", "p unknown-gateway y", "p duplicate p"],
    ],
  ] satisfies [string, Equipment[], string[]][])("%s", (_, equipment, faults) => {
    expect(checkTree(equipment).map(({ equipment: id, code, detail }) => `${id} ${code} ${detail}`)).toEqual(faults);
  });
});
