import { describe, expect, test } from "vitest";
import { defaultTariffs } from "./energy/tariffs.ts";
import { errorCatalogue } from "./errors/catalogue.ts";
import { refusals } from "./journal/refusal.ts";
import { roleLabels } from "./people/roles.ts";
import { locales, type Text } from "./text.ts";
import { strayCharacters } from "./vocabulary.ts";
import { causes } from "./work-orders/work-order.ts";

const texts: [string, Text][] = [
  ...Object.entries(errorCatalogue).map(([code, { text }]): [string, Text] => [`error ${code}`, text]),
  ...Object.entries(refusals).map(([code, text]): [string, Text] => [`refusal ${code}`, text]),
  ...Object.entries(causes).map(([code, text]): [string, Text] => [`cause ${code}`, text]),
  ...Object.entries(roleLabels).map(([role, text]): [string, Text] => [`role ${role}`, text]),
  ...defaultTariffs.map(({ id, name }): [string, Text] => [`tariff ${id}`, name]),
];

test.each(texts)("%s has every language in its own script, with the same placeholders", (_, text) => {
  expect(locales.filter((locale) => text[locale].trim() === "")).toEqual([]);
  expect(strayCharacters(text)).toEqual([]);
  const holes = locales.map((locale) => [...text[locale].matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort());
  expect(holes).toEqual(locales.map(() => holes[0]));
});

describe("a stray character", () => {
  test.each([
    ["none", { en: "", "zh-Hant": "電梯門", "zh-Hans": "电梯门" }, []],
    ["Simplified in Traditional", { en: "", "zh-Hant": "电梯", "zh-Hans": "电梯" }, ["电"]],
    ["Traditional in Simplified", { en: "", "zh-Hant": "閥門", "zh-Hans": "閥门" }, ["閥"]],
  ] satisfies [string, Text, string[]][])("%s", (_, text, found) => {
    expect(strayCharacters(text)).toEqual(found);
  });
});
