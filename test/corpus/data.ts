import { existsSync } from "node:fs";
import { join } from "node:path";

/** Real readings that are not part of the project; runs that need them say that they skip. */
export const corpus = join(import.meta.dirname, "../../../shared/data");
export const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.log(`skipped: there is no folder of real readings at ${corpus}`);
