import { delimiter, join } from "node:path";

export const root: string = join(import.meta.dirname, "..");

/** The Node 26 that runs this; everything started from here runs on the same. */
export const node: string = process.execPath;

/** The environment with node_modules/.bin first, so that a tool that looks for `node` finds this one. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter) };
}
