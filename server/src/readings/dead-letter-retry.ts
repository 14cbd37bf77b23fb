import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Clock } from "../clock.ts";
import { type DeadLetter, type DeadLetters, readingOf } from "./dead-letters.ts";
import type { ReadingStore, StoredReading } from "./store.ts";
import { isRejected } from "./store-failure.ts";

const atOnce = 500;

export interface RetryOptions {
  readonly letters: DeadLetters;
  readonly store: Pick<ReadingStore, "replay">;
  readonly clock: Clock;
  /** Told of readings that the store took after all. */
  readonly onStored: (readings: readonly StoredReading[]) => void;
}

export interface Retried {
  stored: number;
  refused: number;
}

/** Tries letters again, one or all: what the store takes now is a letter no more. Throws `Problem` "not-ready" while the store is away. */
export class DeadLetterRetry {
  readonly #options: RetryOptions;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  async all(sites: readonly string[] | undefined): Promise<Retried> {
    const { letters } = this.#options;
    const sum: Retried = { stored: 0, refused: 0 };
    for (let last = 0; ; ) {
      const some = await letters.retryable(sites, last, atOnce);
      if (some.length === 0) return sum;
      last = some.at(-1)?.id ?? last;
      await this.#settle(some, sum);
    }
  }

  async one(letter: DeadLetter): Promise<Retried> {
    const sum: Retried = { stored: 0, refused: 0 };
    await this.#settle([letter], sum);
    return sum;
  }

  /** What is refused together is tried in halves, down to the letter that it is refused for. */
  async #settle(some: readonly DeadLetter[], sum: Retried): Promise<void> {
    const { letters, store, clock, onStored } = this.#options;
    const readings = some.flatMap((letter) => readingOf(letter) ?? []);
    if (readings.length === 0) return;
    try {
      await store.replay(readings);
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      if (!isRejected(problem)) throw new Problem("not-ready", { reason });
      const [only] = some;
      if (some.length === 1 && only) {
        await letters.refusedAgain(only.id, reason, clock.now());
        sum.refused += 1;
        return;
      }
      const middle = some.length >> 1;
      await this.#settle(some.slice(0, middle), sum);
      await this.#settle(some.slice(middle), sum);
      return;
    }
    await letters.remove(some.map(({ id }) => id));
    sum.stored += readings.length;
    onStored(readings);
  }
}
