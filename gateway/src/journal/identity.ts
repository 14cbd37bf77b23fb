import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { identityFile } from "@plantroom/model/journal/frame.ts";
import type { Files } from "./files.ts";

/** Gives a journal that has no name yet a random one. Rejects with the error of the operating system. */
export async function identify(files: Files, folder: string): Promise<void> {
  const path = join(folder, identityFile);
  if ((await files.read(path)) === undefined) await files.put(path, Buffer.from(`${randomUUID()}\n`));
}
