import type { Locale } from "@plantroom/model/text.ts";

export const intlLocale: Readonly<Record<Locale, string>> = {
  en: "en-GB",
  "zh-Hant": "zh-Hant-TW",
  "zh-Hans": "zh-Hans-CN",
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** A cached formatter: making one costs a hundred times what using it does. */
export function dateFormat(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(intlLocale[locale], { timeZone, hourCycle: "h23", ...options });
    formats.set(key, format);
  }
  return format;
}

/** `14:03:27` in a site's zone. */
export function timeOfDay(at: number, timeZone: string, locale: Locale, seconds = true): string {
  return dateFormat(locale, timeZone, {
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds && { second: "2-digit" }),
  }).format(at);
}

/** `24 Nov 14:03:27`, with the year only where it is not this one. */
export function dateAndTime(at: number, timeZone: string, locale: Locale, now = Date.now()): string {
  const year = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear() ? {} : ({ year: "numeric" } as const);
  return dateFormat(locale, timeZone, {
    ...year,
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(at);
}

/** `Asia/Taipei` as people of the site say it: `GMT+8`. */
export function zoneLabel(at: number, timeZone: string, locale: Locale): string {
  const parts = dateFormat(locale, timeZone, { hour: "2-digit", timeZoneName: "shortOffset" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}
