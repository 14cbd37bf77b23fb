import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { frameHeaderBytes, maxFrameBytes } from "@plantroom/model/journal/frame.ts";
import type { Files } from "./files.ts";
import { piecesOf } from "./frames.ts";
import { consumedPositions, listSegments, type Segment, segmentPath } from "./segments.ts";

export interface Recovered {
  readonly segments: Segment[];
  /** Where the frames end. */
  readonly end: JournalPosition;
  /** Where the next frame goes. */
  readonly next: JournalPosition;
  /** Bytes of a commit that never finished, cut off. */
  readonly cut: number;
  /** Damage in the middle of the newest segment: left as it is, for readers to step over. */
  readonly damage: readonly { readonly from: JournalPosition; readonly to: JournalPosition }[];
}

/** Puts the journal in order after whatever ended the last run: the torn tail of the newest segment is cut. */
export async function recover(files: Files, folder: string): Promise<Recovered> {
  const segments = await listSegments(files, folder);
  const newest = segments.at(-1);
  let cut = 0;
  const damage: { from: JournalPosition; to: JournalPosition }[] = [];
  if (newest) {
    const bytes = (await files.read(segmentPath(folder, newest))) ?? Buffer.alloc(0);
    for (const piece of piecesOf(bytes, newest.start)) {
      if (piece.kind === "damage") damage.push({ from: piece.from, to: piece.to });
      if (piece.kind === "tail") cut = piece.to - piece.from;
    }
    newest.bytes = bytes.length - cut;
    if (cut > 0) await cutTo(files, segmentPath(folder, newest), newest.bytes);
  }
  const end = newest ? newest.start + newest.bytes : 0;
  return { segments, end, next: await nextPosition(files, folder, end), cut, damage };
}

/**
 * A consumer may have read a commit from the page cache that a power failure then took from the disk. Nothing else may stand
 * at the positions of that commit, so every run begins farther off than the longest commit reaches.
 */
async function nextPosition(files: Files, folder: string, end: JournalPosition): Promise<JournalPosition> {
  const read = Math.max(...(await consumedPositions(files, folder)));
  return Math.max(end > 0 ? end + frameHeaderBytes + maxFrameBytes : 0, read);
}

async function cutTo(files: Files, path: string, length: number): Promise<void> {
  const file = await files.open(path);
  try {
    await file.truncate(length);
  } finally {
    await file.close();
  }
}
