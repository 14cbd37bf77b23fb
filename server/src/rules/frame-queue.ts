import type { JournalFrame, JournalReader } from "../journal/reader.ts";

/** Read ahead at most so many entries. */
const roomForEntries = 20_000;

/** Frames read and not yet judged. Reading goes on while judging yields, and stops while the queue is full. */
export class FrameQueue {
  readonly #frames: JournalFrame[] = [];
  #entries = 0;
  #failure: unknown;
  #rang: () => void = () => undefined;
  #room: () => void = () => undefined;

  /** Fills the queue until the signal aborts; a failure of reading is thrown by `next`. */
  async fill(journal: JournalReader, from: number, signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", () => {
      this.#room();
      this.#rang();
    });
    try {
      for await (const frame of journal.read(from, signal)) {
        this.#frames.push(frame);
        this.#entries += frame.entries.length;
        this.#rang();
        if (this.#entries > roomForEntries && !signal.aborted) {
          await new Promise<void>((resolve) => {
            this.#room = resolve;
          });
        }
        if (signal.aborted) return;
      }
    } catch (problem) {
      this.#failure = problem;
      this.#rang();
    }
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  next(): JournalFrame | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    const frame = this.#frames.shift();
    if (!frame) return undefined;
    this.#entries -= frame.entries.length;
    if (this.#entries <= roomForEntries) this.#room();
    return frame;
  }

  /** Called when something arrives. */
  onArrival(rang: () => void): void {
    this.#rang = rang;
  }
}
