/** Folder of an embedded journal, relative to the data folder unless absolute; undefined for a scheme that is not known. */
export function journalFolder(url: string): string | undefined {
  if (!url.startsWith("file:")) return undefined;
  return url.slice("file:".length).replace(/^\/\/(?=\/)/, "") || "journal";
}

/** Stands in the data folder while a backup is restored into it; nothing starts there. */
export const unfinishedRestore = "restoring";
