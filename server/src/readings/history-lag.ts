import type { Instant, Milliseconds } from "@plantroom/model/time.ts";

/** How far history is behind, as people are told: it does not fall to nothing between two batches of a backlog. */
export class HistoryLag {
  #last: Milliseconds = 0;
  #awaySince: Instant | undefined;

  /** `oldest`: receipt of the oldest entry that waits to be stored. */
  at(now: Instant, oldest: Instant | undefined): Milliseconds {
    const away = this.#awaySince === undefined ? 0 : now - this.#awaySince;
    return Math.max(0, away, oldest === undefined ? this.#last : now - oldest);
  }

  stored(lag: Milliseconds): void {
    this.#last = lag;
  }

  /** Everything in the journal is stored. */
  nothingLeft(): void {
    this.#last = 0;
  }

  storeIs(standing: "there" | "away", now: Instant): void {
    this.#awaySince = standing === "there" ? undefined : (this.#awaySince ?? now);
  }
}
