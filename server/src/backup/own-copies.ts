import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Logger } from "pino";
import { copyEverything, type Originals } from "./copies.ts";

/** Copies for whoever asks the running server; one at a time. The folder is there and is empty. */
export function ownCopies(originals: Originals, log: Logger): (folder: string) => Promise<void> {
  let running = false;
  return async (folder) => {
    if (running) throw new Problem("backup-running");
    running = true;
    const began = performance.now();
    try {
      if (!isAbsolute(folder) || !(await stat(folder)).isDirectory())
        throw new Problem("backup-place-refused", { path: folder, problem: "not a folder" });
      await copyEverything(originals, folder);
      log.info({ folder, seconds: Math.round(performance.now() - began) / 1_000 }, "copied for a backup");
    } catch (problem) {
      log.warn({ folder, err: problem }, "a backup could not be copied");
      throw problem instanceof Problem ? problem : placeRefused(folder, problem);
    } finally {
      running = false;
    }
  };
}

/** The sentence for a folder that cannot be written. */
export function placeRefused(path: string, cause: unknown): Problem {
  const problem = cause instanceof Error ? cause.message : String(cause);
  return new Problem("backup-place-refused", { path, problem }, { cause });
}
