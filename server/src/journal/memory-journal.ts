import type { JournalEntry, JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { JournalConsumer } from "@plantroom/model/journal/frame.ts";
import type { JournalFrame, JournalReader } from "./reader.ts";

/** A journal without files. Positions count entries, with room between frames as between the headers of real ones. */
export class MemoryJournal implements JournalReader {
  /** What `name` answers. */
  named: string | undefined = "memory";
  readonly published = new Map<JournalConsumer, JournalPosition>();
  readonly #frames: JournalFrame[] = [];
  readonly #waiting = new Set<() => void>();
  #end: JournalPosition = 0;

  /** One group commit; answers the position after it. */
  append(...entries: JournalEntry[]): JournalPosition {
    const position = this.#end;
    this.#end += entries.length + 1;
    this.#frames.push({ position, next: this.#end, entries });
    for (const wake of this.#waiting) wake();
    return this.#end;
  }

  async *read(from: JournalPosition, signal: AbortSignal): AsyncIterable<JournalFrame> {
    let index = this.#frames.findIndex((frame) => frame.position >= from);
    if (index < 0) index = this.#frames.length;
    while (!signal.aborted) {
      const frame = this.#frames[index];
      if (frame) {
        index++;
        yield frame;
      } else {
        await this.#more(signal);
      }
    }
  }

  name(): Promise<string | undefined> {
    return Promise.resolve(this.named);
  }

  end(): Promise<JournalPosition> {
    return Promise.resolve(this.#end);
  }

  publish(consumer: JournalConsumer, position: JournalPosition): Promise<void> {
    this.published.set(consumer, position);
    return Promise.resolve();
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
