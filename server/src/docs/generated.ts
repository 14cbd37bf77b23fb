import { procedures } from "@plantroom/model/procedures/pack/catalogue.ts";
import { rulePack } from "@plantroom/model/rules/pack/catalogue.ts";
import { openApi } from "../http/openapi.ts";
import { configurationPage } from "./configuration.ts";
import { deviceTypesPage } from "./device-types.ts";
import { errorsPage } from "./errors.ts";
import { proceduresPage } from "./procedures.ts";
import { rulesPage } from "./rules.ts";

/** What stands in `docs/generated`, by file name. */
export function generatedPages(version: string): Readonly<Record<string, string>> {
  return {
    "configuration.md": configurationPage(),
    "errors.md": errorsPage(),
    "device-types.md": deviceTypesPage(),
    "rules.md": rulesPage(rulePack),
    "procedures.md": proceduresPage(procedures),
    "openapi.json": `${JSON.stringify(openApi(version), null, 2)}\n`,
  };
}
