import type { Locale } from "@plantroom/model/text.ts";

/** Each language in its own words. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: "English",
  "zh-Hant": "繁體中文",
  "zh-Hans": "简体中文",
};
