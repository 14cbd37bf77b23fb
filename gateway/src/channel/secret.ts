import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretFile } from "@plantroom/model/channel/channel.ts";

/**
 * The secret that gateway and server share, made by whichever comes first. It is written beside its place and then linked
 * there, so that the other never sees a part of it.
 */
export function readSecret(dataDirectory: string): string {
  const path = join(dataDirectory, secretFile);
  const present = read(path);
  if (present) return present;
  const beside = join(dataDirectory, `${secretFile}.${process.pid}`);
  writeFileSync(beside, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    linkSync(beside, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
  } finally {
    rmSync(beside, { force: true });
  }
  return read(path) ?? "";
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}
