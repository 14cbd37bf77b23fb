import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { z } from "zod";

const languages = {
  en: z.locales.en().localeError,
  "zh-Hant": z.locales.zhTW().localeError,
  "zh-Hans": z.locales.zhCN().localeError,
} as const satisfies Record<Locale, unknown>;

/** More problems than these are not listed. */
const listed = 50;

/** The parsed value, or throws `request-invalid` with the path of each problem below `part`: `body.roles.0`. */
export function validate(schema: z.ZodType, value: unknown, part: string, locale: Locale): unknown {
  const result = schema.safeParse(value, { error: languages[locale] });
  if (result.success) return result.data;
  const at = result.error.issues.slice(0, listed).map(({ path, message }) => ({
    path: [part, ...path.map(String)].join("."),
    problem: message,
  }));
  throw new Problem(
    "request-invalid",
    { problem: at.map(({ path, problem }) => `${path}: ${problem}`).join("; ") },
    { at, cause: result.error },
  );
}

/** Refuses what the schema does not name, so that a misspelt filter is not silently no filter. */
export function closed(schema: z.ZodObject): z.ZodObject {
  return schema.strict();
}
