import { crc32 } from "node:zlib";
import type { JournalProblem } from "@plantroom/model/channel/channel.ts";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { encodeFrame } from "@plantroom/model/journal/frame.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Files } from "./files.ts";
import { type Piece, piecesOf } from "./frames.ts";
import { identify } from "./identity.ts";
import { type Recovered, recover } from "./recovery.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { consumedPositions, droppable, firstReceipt, type Keeping, type Segment, segmentPath } from "./segments.ts";

/** A commit takes no more than this of what waits, in characters of JSON, to stay far below the longest frame. */
const commitCharacters = 4 * 1024 * 1024;
/** Pauses between attempts while the disk refuses, in ms. */
const pauses = [100, 250, 500, 1_000];
const housekeepingMs = 10_000;
const largestSegment = 64 * 1024 * 1024;
/** Segments are dropped whole, and never the newest: a small cap needs small ones. */
const segmentsAtLeast = 8;

export interface JournalOptions extends Keeping {
  readonly files: Files;
  readonly folder: string;
  readonly clock: () => Instant;
  /** Told when commits stop and when they go on. */
  readonly onChange: (problem: JournalProblem | undefined) => void;
  /** Told when old segments cannot be dropped; commits go on. */
  readonly onRetentionProblem: (problem: string) => void;
  readonly segmentBytes?: number;
  /** Waits so many ms; tests let time pass at once. */
  readonly pause?: (ms: number) => Promise<void>;
}

interface Waiting {
  /** JSON of entries, joined by commas; empty for one who only waits for what is before it. */
  readonly json: string;
  readonly done: (() => void) | undefined;
}

/**
 * The writing end. Everything that arrives while a commit runs goes into the next one; callbacks come in the order of
 * `append`, each when its entries are on the disk. While the disk refuses, or the journal is full of entries that a consumer
 * still needs, nothing is called back and everything waits.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #segments: Segment[];
  readonly #writer: SegmentWriter;
  readonly #housekeeping: NodeJS.Timeout;
  #queue: Waiting[] = [];
  #waiting = 0;
  #run: Promise<void> | undefined;
  #problem: JournalProblem | undefined;
  #identified = false;
  #oldestAt: Instant | undefined;
  #closed = false;
  #dropping: Promise<void> | undefined;

  private constructor(options: JournalOptions, { segments, next }: Recovered) {
    this.#options = options;
    this.#segments = segments;
    this.#writer = new SegmentWriter(
      options.files,
      options.folder,
      segments,
      next,
      options.clock,
      options.segmentBytes ?? Math.min(largestSegment, options.maxBytes / segmentsAtLeast),
    );
    this.#housekeeping = setInterval(() => void this.dropRead(), housekeepingMs);
    this.#housekeeping.unref();
  }

  static async open(options: JournalOptions): Promise<{ journal: Journal; recovered: Recovered }> {
    await options.files.makeFolder(options.folder);
    const recovered = await recover(options.files, options.folder);
    const journal = new Journal(options, recovered);
    await journal.#lookAtOldest();
    return { journal, recovered };
  }

  /** Where the frames end. */
  get end(): JournalPosition {
    const newest = this.#segments.at(-1);
    return newest ? newest.start + newest.bytes : 0;
  }

  /** Where the newest segment begins. */
  get newestStart(): JournalPosition {
    return this.#segments.at(-1)?.start ?? 0;
  }

  /** Where the oldest segment begins. */
  get start(): JournalPosition {
    return this.#segments[0]?.start ?? 0;
  }

  /** When the oldest entry was received; undefined for an empty journal. */
  get oldestAt(): Instant | undefined {
    return this.#oldestAt;
  }

  /** Oldest first. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Size of all segments. */
  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /** Characters of JSON that have not been committed. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Why nothing can be committed at the moment. */
  get problem(): JournalProblem | undefined {
    return this.#problem;
  }

  append(json: string, done?: () => void): void {
    this.#queue.push({ json, done });
    this.#waiting += json.length;
    // Everything else of this turn of the event loop joins the same commit.
    this.#run ??= new Promise((resolve) => setImmediate(() => resolve(this.#commitAll())));
  }

  /** Resolves when everything appended so far is on the disk. */
  flush(): Promise<void> {
    return new Promise((resolve) => this.append("", resolve));
  }

  /** Stops after the commit under way; what still waits is never called back. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#housekeeping);
    await this.#run;
    await this.#dropping;
    await this.#writer.close();
  }

  /** What the journal holds from the beginning of a frame on. */
  async *read(from: JournalPosition): AsyncGenerator<Piece> {
    for (const segment of [...this.#segments]) {
      if (segment.start + segment.bytes <= from) continue;
      const bytes = await this.#options.files.read(segmentPath(this.#options.folder, segment));
      const read = Math.max(0, from - segment.start);
      if (bytes) yield* piecesOf(bytes.subarray(read), segment.start + read);
    }
  }

  /** Drops whole segments that nobody needs any more, and more of them when `needed` bytes would pass the size cap. */
  dropRead(needed = 0): Promise<void> {
    this.#dropping ??= this.#dropNow(needed)
      .catch((cause: Error) => this.#options.onRetentionProblem(cause.message))
      .finally(() => {
        this.#dropping = undefined;
      });
    return this.#dropping;
  }

  async #dropNow(needed: number): Promise<void> {
    const { files, folder, clock } = this.#options;
    const consumed = Math.min(...(await consumedPositions(files, folder)));
    for (const segment of droppable(this.#segments, consumed, clock(), this.#options, needed)) {
      await files.remove(segmentPath(folder, segment));
      this.#segments.splice(this.#segments.indexOf(segment), 1);
      await this.#lookAtOldest();
    }
  }

  async #lookAtOldest(): Promise<void> {
    const { files, folder } = this.#options;
    const [oldest] = this.#segments;
    // A disk that cannot be read here is met again by whoever needs the entries.
    const receivedAt = oldest && (await firstReceipt(files, segmentPath(folder, oldest)).catch(() => undefined));
    this.#oldestAt = receivedAt ?? oldest?.modifiedAt;
  }

  /** Before its first entry a journal has a name of its own, so that consumers tell it from another. */
  async #identify(): Promise<void> {
    if (this.#identified) return;
    await identify(this.#options.files, this.#options.folder);
    this.#identified = true;
  }

  async #commitAll(): Promise<void> {
    while (this.#queue.length > 0 && !this.#closed) {
      const batch = this.#take();
      const parts = batch.flatMap(({ json }) => (json === "" ? [] : [json]));
      if (parts.length > 0 && !(await this.#store(encodeFrame(parts, crc32)))) return;
      for (const { json, done } of batch) {
        this.#waiting -= json.length;
        done?.();
      }
    }
    this.#run = undefined;
  }

  #take(): Waiting[] {
    let characters = 0;
    let count = 0;
    for (const { json } of this.#queue) {
      characters += json.length;
      if (count > 0 && characters > commitCharacters) break;
      count++;
    }
    const batch = this.#queue;
    this.#queue = batch.splice(count);
    return batch;
  }

  /** Tries until the frame is durable, each time in a fresh place; false when the journal was closed meanwhile. */
  async #store(frame: Uint8Array): Promise<boolean> {
    for (let attempt = 0; !this.#closed; attempt++) {
      try {
        if (await this.#hasRoom(frame.length)) {
          await this.#identify();
          await this.#writer.write(frame);
          this.#oldestAt ??= this.#options.clock();
          this.#report(undefined);
          return true;
        }
        this.#report({ kind: "full", reason: "it is full of entries that have not been read yet" });
      } catch (cause) {
        this.#report({ kind: "refused", reason: (cause as Error).message });
      }
      await (this.#options.pause ?? wait)(pauses[Math.min(attempt, pauses.length - 1)] ?? 1_000);
    }
    return false;
  }

  async #hasRoom(needed: number): Promise<boolean> {
    if (this.bytes + needed <= this.#options.maxBytes) return true;
    await this.dropRead(needed);
    return this.bytes + needed <= this.#options.maxBytes;
  }

  #report(problem: JournalProblem | undefined): void {
    if (problem?.reason === this.#problem?.reason) return;
    this.#problem = problem;
    this.#options.onChange(problem);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
