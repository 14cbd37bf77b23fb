import type { Point, PointValue } from "@plantroom/model/points/point.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { intlLocale } from "./zone.ts";

const formats = new Map<string, Intl.NumberFormat>();

export function numberText(value: number, decimals: number, locale: Locale): string {
  const key = `${locale} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(intlLocale[locale], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(key, format);
  }
  return format.format(value);
}

export interface ShownValue {
  readonly text: string;
  readonly unit: string;
}

/** A value as its point asks to be shown; a point that is not known shows what came. */
export function shownValue(point: Point | undefined, value: PointValue, locale: Locale): ShownValue {
  switch (point?.kind) {
    case "number":
      return typeof value === "number"
        ? { text: numberText(value, point.decimals, locale), unit: point.unit }
        : { text: String(value), unit: point.unit };
    case "boolean":
      return { text: point.states[value === true ? "true" : "false"][locale], unit: "" };
    case "enum":
      return { text: point.options[String(value)]?.[locale] ?? String(value), unit: "" };
    default:
      return { text: String(value), unit: "" };
  }
}
