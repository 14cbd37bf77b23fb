import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Load, LoadResult } from "./load.ts";

/** Runs one of this folder's programs in its own process; answers the JSON of its last line. */
export async function spawned<T>(program: string, argument: object): Promise<T> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, program), JSON.stringify(argument)],
    { maxBuffer: 10_000_000 },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as T;
}

export function runLoad(load: Load): Promise<LoadResult> {
  return spawned<LoadResult>("load.ts", load);
}
