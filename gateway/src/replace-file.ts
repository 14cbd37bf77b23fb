import { open, rename } from "node:fs/promises";

/** Puts new content in the place of a file's old one: after a crash either is there as a whole. Readable by the owner only. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const beside = `${path}.new`;
  const handle = await open(beside, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
}
