import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { consumerFile, formatPosition, identityFile, type JournalConsumer } from "@plantroom/model/journal/frame.ts";
import { second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import { Doorbell } from "./doorbell.ts";
import type { JournalDamage, JournalFrame, JournalReader } from "./reader.ts";
import { SegmentBytes } from "./segment-bytes.ts";
import { endOf, isMissing, listSegments, type Segment, segmentAt } from "./segments.ts";

export interface SegmentReaderOptions {
  /** The journal's folder; the gateway makes it, perhaps later. */
  readonly folder: string;
  readonly clock: Clock;
  readonly onDamage: (damage: JournalDamage) => void;
}

const publishEvery = second;

/** Tails the segment files that a gateway writes, without locks. */
export class SegmentReader implements JournalReader {
  readonly #options: SegmentReaderOptions;
  readonly #published = new Map<JournalConsumer, { readonly at: number; readonly position: JournalPosition }>();

  #holds = 0;

  constructor(options: SegmentReaderOptions) {
    this.#options = options;
  }

  async *read(from: JournalPosition, signal: AbortSignal): AsyncIterable<JournalFrame> {
    const doorbell = new Doorbell(this.#options.folder);
    signal.addEventListener("abort", doorbell.ring);
    let position = from;
    let realigned = false;
    let open: SegmentBytes | undefined;
    try {
      while (!signal.aborted) {
        open ??= await this.#open(position);
        if (!open) {
          await doorbell.wait();
          continue;
        }
        position = Math.max(position, open.segment.start);
        const { frames, rest } = await open.look(position);
        for (const frame of frames) {
          yield frame;
          position = frame.next;
        }
        if (frames.length > 0) {
          realigned = true;
          doorbell.busy();
        }
        if (rest === "more") continue;
        if (rest !== "end" && !realigned) {
          // After a power cut the journal may be shorter than what was read of it: begin at the frame that covers the place.
          realigned = true;
          position = (await open.frameCovering(position)) ?? position;
          continue;
        }
        const next = await this.#goOn(open, position, rest, doorbell);
        if (next === undefined) {
          await doorbell.wait();
        } else {
          position = next.position;
          if (next.leaves) {
            await open.close();
            open = undefined;
          }
        }
      }
    } finally {
      signal.removeEventListener("abort", doorbell.ring);
      doorbell.close();
      await open?.close();
    }
  }

  async name(): Promise<string | undefined> {
    const text = await readFile(join(this.#options.folder, identityFile), "utf8").catch((problem: unknown) => {
      if (!isMissing(problem)) throw problem;
      return "";
    });
    return text.trim() || undefined;
  }

  async end(): Promise<JournalPosition> {
    return endOf(await listSegments(this.#options.folder));
  }

  /** Until the function answered is called, the gateway is told of no progress and so drops nothing. */
  hold(): () => void {
    this.#holds++;
    return () => {
      this.#holds--;
    };
  }

  /** At most once a second; the next call after that carries what was left out. */
  async publish(consumer: JournalConsumer, position: JournalPosition): Promise<void> {
    if (this.#holds > 0) return;
    const last = this.#published.get(consumer);
    const now = this.#options.clock.now();
    if (last && (last.position === position || Math.abs(now - last.at) < publishEvery)) return;
    this.#published.set(consumer, { at: now, position });
    const file = join(this.#options.folder, consumerFile(consumer));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, formatPosition(position));
    await rename(`${file}.new`, file);
  }

  async #open(position: JournalPosition): Promise<SegmentBytes | undefined> {
    const segment = segmentAt(await listSegments(this.#options.folder), position);
    if (!segment) return undefined;
    try {
      return await SegmentBytes.open(segment);
    } catch (problem) {
      if (isMissing(problem)) return undefined; // dropped between listing and opening
      throw problem;
    }
  }

  /** Where to read on when no frame stands at the position; undefined: nowhere yet. */
  async #goOn(
    open: SegmentBytes,
    position: JournalPosition,
    rest: "end" | "incomplete" | "damaged",
    doorbell: Doorbell,
  ): Promise<{ readonly position: JournalPosition; readonly leaves: boolean } | undefined> {
    const newer = await this.#newerThan(open.segment, doorbell);
    if (rest !== "end") {
      const good = await open.nextFrame(position);
      // An incomplete tail may be whole at the next look; a good frame behind it proves that it never will, unless the tail was
      // cut and written anew between the two looks.
      if (good !== undefined) {
        const stillBad = (await open.look(position)).frames.length === 0;
        return stillBad ? this.#skip(open.segment, position, good, false) : { position, leaves: false };
      }
    }
    if (!newer) return undefined;
    // The segment was finished before the newer one began: what it holds now is all that it will ever hold.
    const again = await open.look(position);
    if (again.frames.length > 0) return { position, leaves: false };
    const end = await open.end();
    if (end > position) return this.#skip(open.segment, position, end, true, newer.start);
    return { position: newer.start, leaves: true };
  }

  #skip(segment: Segment, from: JournalPosition, to: JournalPosition, leaves: boolean, next = to) {
    this.#options.onDamage({ segment: segment.name, from, to });
    return { position: next, leaves };
  }

  async #newerThan(segment: Segment, doorbell: Doorbell): Promise<Segment | undefined> {
    if (!doorbell.namesMayHaveChanged) return undefined;
    doorbell.listing();
    const newer = (await listSegments(this.#options.folder)).find(({ start }) => start > segment.start);
    // It is asked for again at its own end, and there may be more behind it.
    if (newer) doorbell.listAgain();
    return newer;
  }
}
