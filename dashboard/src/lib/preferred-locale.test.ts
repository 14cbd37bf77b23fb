import { describe, expect, test } from "vitest";
import { preferredLocale } from "./preferred-locale.ts";

describe("preferredLocale", () => {
  test.each([
    [["zh-TW"], "zh-Hant"],
    [["zh-HK"], "zh-Hant"],
    [["zh-Hant-MO"], "zh-Hant"],
    [["zh-CN"], "zh-Hans"],
    [["zh"], "zh-Hans"],
    [["zh-SG"], "zh-Hans"],
    [["de-DE", "zh-TW", "en"], "zh-Hant"],
    [["en-US", "zh-TW"], "en"],
    [["de"], "en"],
    [[], "en"],
  ] as const)("%j", (wishes, locale) => {
    expect(preferredLocale(wishes)).toBe(locale);
  });
});
