import { type Setting, settings } from "@plantroom/model/configuration/settings.ts";
import { code, page, table } from "./markdown.ts";

export function configurationPage(): string {
  const rows = Object.values<Setting>(settings).map(({ name, default: fallback, programs, text }) => [
    code(name),
    code(fallback),
    text,
    programs.join(", "),
  ]);
  return page(
    "Configuration",
    "Every setting is an environment variable and optional. A value that does not fit is refused at the start, with a sentence that says why.",
    table(["Variable", "Default", "Meaning", "Read by"], rows),
  );
}
