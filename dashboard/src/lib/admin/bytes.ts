import type { Locale } from "@plantroom/model/text.ts";
import { numberText } from "../format/value.ts";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** `72.4 MB`; thousands, not 1,024. */
export function bytesText(bytes: number, locale: Locale): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numberText(bytes / 1_000 ** step, step === 0 ? 0 : 1, locale)} ${units[step]}`;
}
