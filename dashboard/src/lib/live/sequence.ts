/** Whether a delta follows what is held. `gap`: ask for a snapshot and leave deltas aside until it comes. */
export type Order = "next" | "gap" | "old";

/** Keeps count of one site's deltas on one connection. */
export class Sequence {
  #last: number | undefined;

  /** A snapshot is the new beginning. */
  begin(seq: number): void {
    this.#last = seq;
  }

  /** Before the first snapshot, and after a gap, every delta is a gap. */
  take(seq: number): Order {
    if (this.#last === undefined) return "gap";
    if (seq <= this.#last) return "old";
    if (seq > this.#last + 1) {
      this.#last = undefined;
      return "gap";
    }
    this.#last = seq;
    return "next";
  }

  /** The connection ended: its numbers mean nothing on the next one. */
  end(): void {
    this.#last = undefined;
  }
}
