import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import { consumptionDecimals, costDecimals, percentOf } from "@plantroom/model/energy/rounding.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { numberText } from "../format/value.ts";
import { intlLocale } from "../format/zone.ts";

/** Nothing is known. */
const none = "–";

/** With the digits of its medium, as the server rounded it: the same as in the exported file. */
export function quantityText(amount: number | null, medium: Metering["medium"], locale: Locale): string {
  return amount === null ? none : numberText(amount, consumptionDecimals[medium], locale);
}

/** An amount of money with its currency. */
export function moneyText(amount: number | null, currency: string, locale: Locale): string {
  return amount === null ? none : `${currency} ${costText(amount, currency, locale)}`;
}

/** An amount of money alone, for a column whose head names the currency. */
export function costText(amount: number | null, currency: string, locale: Locale): string {
  return amount === null ? none : numberText(amount, costDecimals(currency), locale);
}

/** A share of 0–1; what is not complete never shows as 100 %. */
export function percentText(share: number, locale: Locale): string {
  const percent = percentOf(share);
  return `${numberText(percent, Number.isInteger(percent) ? 0 : 1, locale)} %`;
}

/** On an axis: as few digits as tell. */
export function axisText(value: number, locale: Locale): string {
  return new Intl.NumberFormat(intlLocale[locale], { maximumSignificantDigits: 4, notation: "compact" }).format(value);
}
