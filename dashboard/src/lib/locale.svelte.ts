import { type Locale, locales, type Named, nameIn, type Text } from "@plantroom/model/text.ts";
import { overwriteGetLocale } from "#paraglide";
import { preferredLocale } from "./preferred-locale.ts";

const stored = "plantroom.locale";

class LocaleState {
  #current = $state<Locale>("en");
  #chosen = false;

  constructor() {
    const kept = globalThis.localStorage?.getItem(stored);
    this.#chosen = isLocale(kept);
    this.#apply(isLocale(kept) ? kept : preferredLocale(globalThis.navigator?.languages ?? []));
  }

  get current(): Locale {
    return this.#current;
  }

  /** Whether this browser's user picked a language, which then outranks the account's. */
  get chosen(): boolean {
    return this.#chosen;
  }

  choose(locale: Locale): void {
    globalThis.localStorage?.setItem(stored, locale);
    this.#chosen = true;
    this.#apply(locale);
  }

  /** The account's language, until the user picks another one. */
  suggest(locale: Locale): void {
    if (!this.#chosen) this.#apply(locale);
  }

  #apply(locale: Locale): void {
    this.#current = locale;
    if (globalThis.document) document.documentElement.lang = locale;
  }
}

export const locale = new LocaleState();
// Message functions read the state, so every template that calls one follows a change of language.
overwriteGetLocale(() => locale.current);

function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/** A text of the model in the language of the screen. */
export function words(text: Text): string {
  return text[locale.current];
}

/** The name that somebody gave, in the language of the screen where it has one. */
export function nameOf(named: Named): string {
  return nameIn(locale.current, named);
}
