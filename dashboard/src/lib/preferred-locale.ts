import type { Locale } from "@plantroom/model/text.ts";

/** The language of a browser's wish list that the product speaks best; Hong Kong and Macau read Traditional. */
export function preferredLocale(wishes: readonly string[]): Locale {
  for (const wish of wishes) {
    const tag = wish.toLowerCase();
    if (tag.startsWith("zh")) return /hant|tw|hk|mo/.test(tag) ? "zh-Hant" : "zh-Hans";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}
