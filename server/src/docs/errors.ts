import { errorCatalogue, kinds } from "@plantroom/model/errors/catalogue.ts";
import { refusals } from "@plantroom/model/journal/refusal.ts";
import { code, page, table } from "./markdown.ts";

export function errorsPage(): string {
  const errors = Object.entries(errorCatalogue).map(([id, { kind, text }]) => [
    code(id),
    String(kinds[kind].status),
    kinds[kind].retry ? "yes" : "no",
    text.en,
    text["zh-Hant"],
  ]);
  const refused = Object.entries(refusals).map(([id, text]) => [code(id), text.en, text["zh-Hant"]]);
  return page(
    "Errors",
    "Codes are stable; the sentences may improve. What stands in braces is filled from `values`.",
    "## Of the API",
    "Answered as `application/problem+json` (RFC 9457) with `code`, `values` and, where something in the request did not fit, `errors` with its path (and line, for files).",
    table(["Code", "Status", "Try again", "Sentence", "繁體中文"], errors),
    "## Of readings",
    "A reading that cannot be taken is listed under **Refused readings** with one of these.",
    table(["Code", "Sentence", "繁體中文"], refused),
  );
}
