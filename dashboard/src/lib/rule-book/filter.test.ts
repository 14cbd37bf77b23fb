import { expect, test } from "vitest";
import { type BookRule, marksOf, matches } from "./filter.ts";

const text = (en: string, hant: string) => ({ en, "zh-Hant": hant, "zh-Hans": hant });
const rule = {
  ...{ id: "PMP-03", name: text("Tank level low", "水箱液位偏低"), types: ["booster-pump-set"], provenance: "[D]" },
  ...{ state: "active", priority: "medium", source: "default", overrides: [], problems: [] },
} as unknown as BookRule;

test.each([
  ["by nothing", { text: "" }, true],
  ["by its code", { text: "pmp-03" }, true],
  ["by its name in any language", { text: "液位" }, true],
  ["not by another word", { text: "elevator" }, false],
  ["by its family", { text: "", family: "PMP" }, true],
  ["not by another family", { text: "", family: "ELV" }, false],
  ["by its type", { text: "", type: "booster-pump-set" }, true],
  ["by its state", { text: "", state: "active" }, true],
  ["not by another state", { text: "", state: "shadow" }, false],
  ["not by a mark it lacks", { text: "", mark: "own" }, false],
])("found %s", (_, filter, expected) => expect(matches(rule, filter, false)).toBe(expected));

test("what waits beside it is found by its state too", () => {
  expect(matches({ ...rule, shadowVersion: 2 }, { text: "", state: "shadow" }, false)).toBe(true);
});

test("marks", () => {
  const error = { code: "no-action", severity: "error", path: "action", detail: "" } as const;
  const override = { site: "s", values: {}, reason: "r", by: "b", at: "" };
  expect(marksOf({ ...rule, source: "own", overrides: [override], problems: [error] }, false)).toEqual([
    "own",
    "overridden",
    "troubled",
  ]);
  expect(marksOf(rule, true)).toEqual(["troubled"]);
});
