import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { backOff, wait } from "./back-off.ts";
import type { Batch } from "./batch.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { ReadingStore, StoredReading } from "./store.ts";
import { isRejected } from "./store-failure.ts";

export interface WriterOptions {
  readonly store: ReadingStore;
  readonly deadLetters: DeadLetters;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Each failure of the store; undefined when it works again. */
  readonly onFailure: (reason: string | undefined) => void;
  readonly onDeadLetter: () => void;
}

/** Brings batches into the store, however long it takes; what it rejects is found by halving and set aside. */
export class Writer {
  readonly #options: WriterOptions;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** False when it was told to stop before all of the batch was stored. */
  async write({ readings, from, to }: Batch): Promise<boolean> {
    return (await this.#settle(readings, to, from)) !== "stopped";
  }

  /**
   * Halves keep the position from before the batch: a stop in the middle then repeats the batch, which changes nothing. Only the
   * whole moves it.
   */
  async #settle(readings: readonly StoredReading[], position: number, before: number): Promise<"stored" | "stopped"> {
    const { store, deadLetters, log, clock, onDeadLetter } = this.#options;
    const outcome = await this.persist(() => store.write(readings, position));
    if (outcome === "done") return "stored";
    if (outcome === "stopped") return "stopped";
    const [only] = readings;
    if (readings.length === 1 && only) {
      const { reason } = outcome;
      log.warn({ site: only.site, equipment: only.equipment, point: only.point, reason }, "reading set aside");
      const noted = await this.persist(() => deadLetters.add(only, reason, clock.now()));
      if (noted === "stopped") return "stopped";
      onDeadLetter();
    } else {
      const middle = readings.length >> 1;
      for (const half of [readings.slice(0, middle), readings.slice(middle)]) {
        if (half.length > 0 && (await this.#settle(half, before, before)) === "stopped") return "stopped";
      }
    }
    return position === before ? "stored" : this.#settle([], position, before);
  }

  /** Tries until it works, is rejected, or is told to stop. */
  async persist(work: () => Promise<unknown>): Promise<"done" | "stopped" | { readonly reason: string }> {
    const { clock, log, random, signal, onFailure } = this.#options;
    for (let failures = 1; ; failures++) {
      try {
        await work();
        onFailure(undefined);
        return "done";
      } catch (problem) {
        const reason = problem instanceof Error ? problem.message : String(problem);
        if (isRejected(problem)) return { reason };
        onFailure(reason);
        const retryIn = backOff(failures, random);
        log.warn({ err: problem, failures, retryIn }, "history cannot be stored at the moment");
        await wait(clock, retryIn, signal);
        if (signal.aborted) return "stopped";
      }
    }
  }
}
