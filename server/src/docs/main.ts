// `npm run docs`: prints what stands in docs/generated from the model.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../version.ts";
import { generatedPages } from "./generated.ts";

const folder = join(import.meta.dirname, "../../../docs/generated");

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(generatedPages(version))) writeFileSync(join(folder, name), text);
