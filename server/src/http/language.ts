import { type Locale, locales } from "@plantroom/model/text.ts";

/** What a browser calls the two Chinese vocabularies; a region or script decides, plain `zh` is simplified. */
const tags: readonly (readonly [pattern: RegExp, locale: Locale])[] = [
  [/^en\b/i, "en"],
  [/^zh-(hant|tw|hk|mo)\b/i, "zh-Hant"],
  [/^zh\b/i, "zh-Hans"],
];

/** The language of `Accept-Language` that comes first by weight and that the product speaks; else English. */
export function preferredLanguage(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const locale = tags.find(([pattern]) => pattern.test(tag))?.[1];
    if (locale) return locale;
  }
  return locales[0];
}
