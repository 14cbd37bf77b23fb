import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import {
  checkFrame,
  consumerFile,
  decodeFrame,
  frameHeaderBytes,
  journalConsumers,
  parsePosition,
  segmentName,
  segmentPosition,
} from "@plantroom/model/journal/frame.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Files } from "./files.ts";

/** One file of the journal. */
export interface Segment {
  readonly start: JournalPosition;
  bytes: number;
  modifiedAt: Instant;
}

export async function listSegments(files: Files, folder: string): Promise<Segment[]> {
  const found: Segment[] = [];
  for (const { name, bytes, modifiedAt } of await files.list(folder)) {
    const start = segmentPosition(name);
    if (start !== undefined) found.push({ start, bytes, modifiedAt });
  }
  return found;
}

export function segmentPath(folder: string, segment: Pick<Segment, "start">): string {
  return join(folder, segmentName(segment.start));
}

/** How far each consumer says it has come, by the files that it publishes; 0 for one that has said nothing yet. */
export async function consumedPositions(files: Files, folder: string): Promise<JournalPosition[]> {
  return Promise.all(
    journalConsumers.map(async (consumer) => {
      const bytes = await files.read(join(folder, consumerFile(consumer)));
      return (bytes && parsePosition(bytes.toString())) ?? 0;
    }),
  );
}

/** When the first entry of a segment was received; undefined where its first frame cannot be read. */
export async function firstReceipt(files: Files, path: string): Promise<Instant | undefined> {
  const header = await files.readAt(path, 0, frameHeaderBytes);
  const checked = header && checkFrame(header, 0, crc32);
  if (checked?.outcome !== "incomplete" || checked.bytes === undefined) return undefined;
  const bytes = await files.readAt(path, 0, checked.bytes);
  const frame = bytes && decodeFrame(bytes, 0, crc32);
  return frame?.outcome === "frame" ? frame.entries[0]?.receivedAt : undefined;
}

export interface Keeping {
  /** How long what everybody has read stays. */
  readonly retentionMs: number;
  /** Size of all segments at which the retention yields, in bytes. */
  readonly maxBytes: number;
}

/**
 * The oldest segments that may go: everybody has read them, and they are older than the retention or in the way of the size
 * cap. `needed` is what the next commit brings. The newest segment always stays.
 */
export function droppable(
  segments: readonly Segment[],
  consumed: JournalPosition,
  now: Instant,
  { retentionMs, maxBytes }: Keeping,
  needed = 0,
): Segment[] {
  let total = needed + segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const dropped: Segment[] = [];
  for (const segment of segments.slice(0, -1)) {
    const isRead = segment.start + segment.bytes <= consumed;
    const isOld = now - segment.modifiedAt > retentionMs;
    if (!isRead || !(isOld || total > maxBytes)) break;
    dropped.push(segment);
    total -= segment.bytes;
  }
  return dropped;
}
