import { describe, expect, test } from "vitest";
import type { Equipment } from "./equipment.ts";
import { ancestryOf, feedersOf, upstreamOf } from "./supply.ts";

const one = (id: string, more: Partial<Equipment> = {}): Equipment => ({ site: "s", id, type: "t", name: id, ...more });
const list = [
  one("em-main"),
  one("em-plant", { parent: "em-main", gateway: "gw-meters" }),
  one("gw-plant", { fedBy: ["em-plant"] }),
  one("gw-meters"),
  one("set", { fedBy: ["em-plant"], gateway: "gw-plant" }),
  one("pump", { parent: "set", gateway: "gw-plant" }),
  one("riser", { fedBy: ["set"] }),
  one("ring-a", { fedBy: ["ring-b"] }),
  one("ring-b", { fedBy: ["ring-a"] }),
  one("lost", { parent: "nowhere" }),
];
const find = (id: string) => list.find((equipment) => equipment.id === id);
const of = (id: string) => find(id) ?? one(id);
const words = (id: string) => upstreamOf(of(id), find).map(({ reach, equipment }) => `${reach} ${equipment}`);

describe("upstream of", () => {
  test.each([
    ["a feeder's top is nothing", "em-main", []],
    [
      "a pump: its set, the gateway, and what feeds the set",
      "pump",
      ["parts set", "behind gw-plant", "fed em-plant", "fed em-main"],
    ],
    ["a riser: the set, its feeder and the feeder's own", "riser", ["fed set", "fed em-plant", "fed em-main"]],
    ["a gateway: what feeds it", "gw-plant", ["fed em-plant", "fed em-main"]],
    ["a ring ends where it closes", "ring-a", ["fed ring-b"]],
    ["what names a parent that is gone still names it", "lost", ["parts nowhere"]],
  ])("%s", (_, id, expected) => {
    expect(words(id)).toEqual(expected);
  });
});

test("a part is fed by what feeds the whole", () => {
  expect(feedersOf(of("pump"), find)).toEqual(["em-plant"]);
  expect(ancestryOf(of("pump"), find)).toEqual(["pump", "set"]);
});
