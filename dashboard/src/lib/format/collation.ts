import { type Locale, type Named, nameIn } from "@plantroom/model/text.ts";
import { intlLocale } from "./zone.ts";

const collators = new Map<Locale, Intl.Collator>();

function collatorOf(locale: Locale): Intl.Collator {
  let collator = collators.get(locale);
  if (!collator) {
    collator = new Intl.Collator(intlLocale[locale], { numeric: true });
    collators.set(locale, collator);
  }
  return collator;
}

/** Compares by name as people of a language sort: 2 before 10. */
export function nameOrder(locale: Locale): (a: Named, b: Named) => number {
  const { compare } = collatorOf(locale);
  return (a, b) => compare(nameIn(locale, a), nameIn(locale, b));
}
