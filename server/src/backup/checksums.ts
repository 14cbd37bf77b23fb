import { createHash } from "node:crypto";
import { chmod, open, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Manifest } from "./manifest.ts";

type Entry = Manifest["files"][number];

/** Every file below a folder, sorted, with its checksum; when this returns they are on the disk, readable by the owner only. */
export async function settle(folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const found of (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())) {
    const file = join(found.parentPath, found.name);
    await chmod(file, 0o600);
    await syncFile(file);
    entries.push({ path: relative(folder, file).replaceAll(sep, "/"), ...(await measure(file)) });
  }
  return entries.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Length and SHA-256 of a file. */
export async function measure(file: string): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(file, "r");
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Makes content, or the names in a folder, survive a power cut. */
export async function syncFile(path: string, flags = "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
