import type { JournalEntry, JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { JournalConsumer } from "@plantroom/model/journal/frame.ts";

/** One group commit: entry `i` has order `position + i`; the next frame starts at `next`. */
export interface JournalFrame {
  readonly position: JournalPosition;
  readonly next: JournalPosition;
  readonly entries: readonly JournalEntry[];
}

/** Damage found while reading: the bytes are skipped up to the next good frame and reported. */
export interface JournalDamage {
  readonly segment: string;
  readonly from: JournalPosition;
  readonly to: JournalPosition;
}

/** The reading end; tails the segment files without locks. */
export interface JournalReader {
  /** Frames from a position on, then waits for more until the signal aborts. A position before the oldest segment starts there. */
  read(from: JournalPosition, signal: AbortSignal): AsyncIterable<JournalFrame>;
  /** What the gateway named this journal when it began it; undefined while there is none, or none with a name. */
  name(): Promise<string | undefined>;
  /** Where the journal ends now. */
  end(): Promise<JournalPosition>;
  /** Tells the gateway how far a consumer has come; entries before that may be dropped. */
  publish(consumer: JournalConsumer, position: JournalPosition): Promise<void>;
}
