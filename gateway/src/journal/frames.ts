import { crc32 } from "node:zlib";
import type { JournalEntry, JournalPosition } from "@plantroom/model/journal/entry.ts";
import { decodeFrame } from "@plantroom/model/journal/frame.ts";

/** What stands in a segment, in order. `tail`: bytes at the end that hold no whole frame. */
export type Piece =
  | {
      readonly kind: "frame";
      readonly from: JournalPosition;
      readonly to: JournalPosition;
      readonly entries: readonly JournalEntry[];
    }
  | { readonly kind: "damage" | "tail"; readonly from: JournalPosition; readonly to: JournalPosition };

const magic = Buffer.from("PRJ1");

/**
 * Reads a segment that begins at `start`. A commit is only begun when the one before it is on the disk, so whole frames
 * behind a broken one mean damage at rest; a broken end is a commit that never finished.
 */
export function* piecesOf(bytes: Buffer, start: JournalPosition): Generator<Piece> {
  for (let offset = 0; offset < bytes.length; ) {
    const decoded = decodeFrame(bytes, offset, crc32);
    if (decoded.outcome === "frame") {
      const { entries } = decoded;
      yield { kind: "frame", from: start + offset, to: start + offset + decoded.bytes, entries };
      offset += decoded.bytes;
      continue;
    }
    const next = nextFrame(bytes, offset + 1);
    const to = next ?? bytes.length;
    yield { kind: next === undefined ? "tail" : "damage", from: start + offset, to: start + to };
    offset = to;
  }
}

function nextFrame(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(magic, from); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    if (decodeFrame(bytes, at, crc32).outcome === "frame") return at;
  }
  return undefined;
}
