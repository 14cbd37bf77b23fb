import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { type Decoded, decodeFrame, frameHeaderBytes, frameMagic } from "@plantroom/model/journal/frame.ts";
import type { JournalFrame } from "./reader.ts";
import type { Segment } from "./segments.ts";

/** What a look at a position found: frames, then why there are no more. */
export interface Found {
  readonly frames: readonly JournalFrame[];
  /** `more`: the look was bounded; `end`: nothing follows; `incomplete` and `damaged`: bytes follow that are no frame. */
  readonly rest: "more" | "end" | "incomplete" | "damaged";
}

/** Bytes of a frame are read at least so many at once. */
const chunkBytes = 1024 * 1024;
const magicBytes = Buffer.alloc(4);
magicBytes.writeUInt32LE(frameMagic);

/** A segment file that may still grow, or be cut at its torn tail, while it is read. */
export class SegmentBytes {
  readonly segment: Segment;
  readonly #file: FileHandle;

  private constructor(segment: Segment, file: FileHandle) {
    this.segment = segment;
    this.#file = file;
  }

  static async open(segment: Segment): Promise<SegmentBytes> {
    return new SegmentBytes(segment, await open(segment.path, "r"));
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async end(): Promise<JournalPosition> {
    return this.segment.start + (await this.#file.stat()).size;
  }

  /** Nothing is kept between looks: what was an incomplete tail may have been cut and written anew. */
  async look(position: JournalPosition): Promise<Found> {
    const left = (await this.end()) - position;
    if (left <= 0) return { frames: [], rest: "end" };
    let wanted = Math.min(left, chunkBytes);
    let bytes = await this.#read(position, wanted);
    if (bytes.length === wanted && wanted < left && decode(bytes, 0).outcome === "incomplete") {
      wanted = Math.min(left, frameHeaderBytes + bytes.readUInt32LE(4));
      bytes = await this.#read(position, wanted);
    }
    // Cut while it was read: what is there now is for the next look.
    if (bytes.length < wanted) return { frames: [], rest: "more" };
    return framesOf(bytes, position, wanted < left);
  }

  /** The first whole frame after a damaged place. */
  async nextFrame(after: JournalPosition): Promise<JournalPosition | undefined> {
    const bytes = await this.#read(after, (await this.end()) - after);
    for (let at = bytes.indexOf(magicBytes, 1); at >= 0; at = bytes.indexOf(magicBytes, at + 1)) {
      if (decode(bytes, at).outcome === "frame") return after + at;
    }
    return undefined;
  }

  /** The start of the frame that covers a position which is not the start of one. */
  async frameCovering(position: JournalPosition): Promise<JournalPosition | undefined> {
    for (let at = this.segment.start; at <= position; ) {
      const { frames, rest } = await this.look(at);
      const covering = frames.find((frame) => frame.next > position);
      if (covering) return covering.position;
      if (rest !== "more") return undefined;
      at = frames.at(-1)?.next ?? position + 1;
    }
    return undefined;
  }

  async #read(position: JournalPosition, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.max(0, length));
    let filled = 0;
    while (filled < bytes.length) {
      const offset = position - this.segment.start + filled;
      const { bytesRead } = await this.#file.read(bytes, filled, bytes.length - filled, offset);
      if (bytesRead === 0) break; // cut meanwhile
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }
}

function framesOf(bytes: Uint8Array, position: JournalPosition, bounded: boolean): Found {
  const frames: JournalFrame[] = [];
  for (let offset = 0; ; ) {
    if (offset === bytes.length) return { frames, rest: bounded ? "more" : "end" };
    const decoded = decode(bytes, offset);
    if (decoded.outcome !== "frame") {
      return { frames, rest: bounded && decoded.outcome === "incomplete" ? "more" : decoded.outcome };
    }
    const next = offset + decoded.bytes;
    frames.push({ position: position + offset, next: position + next, entries: decoded.entries });
    offset = next;
  }
}

function decode(bytes: Uint8Array, offset: number): Decoded {
  try {
    return decodeFrame(bytes, offset, crc32);
  } catch {
    // The checksum holds but what it covers is not JSON: as useless as a flipped bit.
    return { outcome: "damaged" };
  }
}
