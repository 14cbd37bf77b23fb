import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { expect, test } from "vitest";
import { matching } from "./matching.ts";

const found = (text: string) => matching(demoEquipment, text, (one) => [`type ${one.type}`]).map((one) => one.id);

test.each([
  ["lift A1", ["lift-a1"]],
  ["A1 電梯", ["lift-a1"]],
  ["  GATEWAY plant ", ["gw-plant"]],
  ["type car-park", ["car-park"]],
  ["nothing like it", []],
])("%j finds %j", (text, expected) => expect(found(text)).toEqual(expected));

test("no words find everything", () => expect(found(" ")).toHaveLength(demoEquipment.length));
