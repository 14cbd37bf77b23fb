import { expect, test } from "vitest";
import { nameOrder } from "./collation.ts";

const zone = (floors: string) => ({
  name: `Zone ${floors}F`,
  names: { "zh-Hant": `${floors}F 分區`, "zh-Hans": `${floors}F 分区` },
});

test.each(["en", "zh-Hant", "zh-Hans"] as const)("numbers within names count as numbers in %s", (locale) => {
  const floors = ["A 1-5", "A 6-10", "A 11-15", "B 1-5"];
  const sorted = floors.toReversed().map(zone).toSorted(nameOrder(locale));
  expect(sorted).toEqual(floors.map(zone));
});
