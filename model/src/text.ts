/** The languages of the product. Two Chinese vocabularies, not one converted into the other. */
export const locales = ["en", "zh-Hant", "zh-Hans"] as const;
export type Locale = (typeof locales)[number];

/** A text a user sees, in every language of the product. */
export type Text = Readonly<Record<Locale, string>>;

/** Fills `{placeholders}` of a sentence; a placeholder without a value stays as it is, so that the gap is seen. */
export function fill(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** A name given by a user: one text, with other languages beside it where somebody gave them. */
export interface Named {
  readonly name: string;
  readonly names?: { readonly [locale in Locale]?: string | undefined } | undefined;
}

export function nameIn(locale: Locale, named: Named): string {
  return named.names?.[locale] ?? named.name;
}
