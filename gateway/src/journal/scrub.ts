import { crc32 } from "node:zlib";
import type { JournalDamageCount } from "@plantroom/model/channel/channel.ts";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { checkFrame, frameMagic } from "@plantroom/model/journal/frame.ts";
import { hour, type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Files } from "./files.ts";
import { type Segment, segmentPath } from "./segments.ts";

/** So much is read at once, so often: 10 MB a second, about a hundredth of a core. */
const chunkBytes = 1024 * 1024;
const chunkEvery: Milliseconds = second / 10;
const passEvery: Milliseconds = 6 * hour;
const magicBytes = Buffer.alloc(4);
magicBytes.writeUInt32LE(frameMagic);

export interface ScrubOptions {
  readonly files: Files;
  readonly folder: string;
  /** Oldest first; the newest still grows and is left out. */
  readonly segments: () => readonly Segment[];
  readonly onDamage: (from: JournalPosition, to: JournalPosition) => void;
  readonly onProblem: (cause: Error) => void;
}

/** Reads segments that nobody reads any more again in the background, so that a disk that rots is noticed before they are needed. */
export class Scrub {
  readonly #options: ScrubOptions;
  readonly #known = new Set<JournalPosition>();
  #timer: NodeJS.Timeout | undefined;
  #bytes = 0;
  #closed = false;

  constructor(options: ScrubOptions) {
    this.#options = options;
  }

  get found(): JournalDamageCount {
    return { places: this.#known.size, bytes: this.#bytes };
  }

  /** Until it is closed: a pass, a rest, the next pass. */
  start(): void {
    this.#after(chunkEvery, this.#pass());
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** All of the segments that there are now, at once. */
  async passNow(): Promise<void> {
    for await (const _ of this.#pass()) if (this.#closed) return;
  }

  #after(delay: Milliseconds, pass: AsyncGenerator<void>): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#step(pass), delay);
    this.#timer.unref();
  }

  async #step(pass: AsyncGenerator<void>): Promise<void> {
    try {
      const { done } = await pass.next();
      if (done) this.#after(passEvery, this.#pass());
      else this.#after(chunkEvery, pass);
    } catch (cause) {
      this.#options.onProblem(cause as Error);
      this.#after(passEvery, this.#pass());
    }
  }

  /** Yields after each chunk. */
  async *#pass(): AsyncGenerator<void> {
    for (const segment of this.#options.segments().slice(0, -1)) {
      for (let offset = 0; offset < segment.bytes; ) {
        const next = await this.#check(segment, offset);
        if (next === undefined) break; // dropped meanwhile
        offset = next;
        yield;
      }
    }
  }

  /** Checks the frames of a chunk; answers where the next one begins. */
  async #check(segment: Segment, offset: number, length = chunkBytes): Promise<number | undefined> {
    const { files, folder } = this.#options;
    const bytes = await files.readAt(segmentPath(folder, segment), offset, Math.min(length, segment.bytes - offset));
    if (!bytes || bytes.length === 0) return undefined;
    for (let at = 0; at < bytes.length; ) {
      const checked = checkFrame(bytes, at, crc32);
      if (checked.outcome === "frame") {
        at += checked.bytes;
        continue;
      }
      if (checked.outcome === "incomplete" && offset + bytes.length < segment.bytes) {
        if (at > 0) return offset + at;
        const whole = checked.bytes ?? chunkBytes;
        if (whole > bytes.length) return this.#check(segment, offset, whole);
      }
      const good = nextFrame(bytes, at + 1) ?? bytes.length;
      this.#report(segment.start + offset + at, segment.start + offset + good);
      at = good;
    }
    return offset + bytes.length;
  }

  #report(from: JournalPosition, to: JournalPosition): void {
    if (this.#known.has(from)) return;
    this.#known.add(from);
    this.#bytes += to - from;
    this.#options.onDamage(from, to);
  }
}

function nextFrame(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(magicBytes, from); at >= 0; at = bytes.indexOf(magicBytes, at + 1)) {
    if (checkFrame(bytes, at, crc32).outcome !== "damaged") return at;
  }
  return undefined;
}
