import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Files, WritableFile } from "./files.ts";
import type { Segment } from "./segments.ts";
import { segmentPath } from "./segments.ts";

interface Active {
  readonly segment: Segment;
  readonly file: WritableFile;
}

/**
 * Puts frames on the disk, one after the other. After a failed write or sync the operating system may have thrown the bytes
 * away and still report success the next time, so the segment is abandoned at its last durable frame and the next frame goes
 * to a fresh one.
 */
export class SegmentWriter {
  readonly #files: Files;
  readonly #folder: string;
  readonly #segments: Segment[];
  readonly #clock: () => Instant;
  readonly #limit: number;
  #active: Active | undefined;
  #next: JournalPosition;

  /** `segments` is shared: new ones are appended to it. A segment is full at `limit` bytes. */
  constructor(
    files: Files,
    folder: string,
    segments: Segment[],
    next: JournalPosition,
    clock: () => Instant,
    limit: number,
  ) {
    this.#files = files;
    this.#folder = folder;
    this.#segments = segments;
    this.#next = next;
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Resolves when the frame is durable; rejects with the error of the operating system, and the frame is then not kept. */
  async write(frame: Uint8Array): Promise<void> {
    if (this.#active && this.#active.segment.bytes + frame.length > this.#limit) await this.close();
    this.#active ??= await this.#begin();
    const { segment, file } = this.#active;
    try {
      await file.write(frame, segment.bytes);
      await file.sync();
    } catch (cause) {
      // Readers may have seen the bytes already, so nothing else is ever written at these positions.
      this.#next += frame.length;
      await this.#abandon(this.#active);
      throw cause;
    }
    segment.bytes += frame.length;
    segment.modifiedAt = this.#clock();
    this.#next += frame.length;
  }

  async close(): Promise<void> {
    const active = this.#active;
    this.#active = undefined;
    await active?.file.close();
  }

  async #begin(): Promise<Active> {
    const segment: Segment = { start: this.#next, bytes: 0, modifiedAt: this.#clock() };
    const file = await this.#files.open(segmentPath(this.#folder, segment));
    try {
      await this.#files.syncFolder(this.#folder);
    } catch (cause) {
      await quietly(file.close());
      throw cause;
    }
    if (this.#segments.at(-1)?.start === segment.start) this.#segments.pop();
    this.#segments.push(segment);
    return { segment, file };
  }

  async #abandon({ segment, file }: Active): Promise<void> {
    this.#active = undefined;
    await quietly(file.truncate(segment.bytes));
    await quietly(file.close());
    if (segment.bytes > 0) return;
    this.#segments.pop();
    await quietly(this.#files.remove(segmentPath(this.#folder, segment)));
  }
}

/** Tidying after a failure that is reported already: what cannot be tidied is told apart by its checksum. */
async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch {
    // the disk refuses this as well
  }
}
