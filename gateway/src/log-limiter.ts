import type { Instant } from "@plantroom/model/time.ts";
import { second } from "@plantroom/model/time.ts";

const maxKeys = 10_000;

/** Lets through one line a second for each key, and says how many it held back. */
export class LogLimiter {
  readonly #last = new Map<string, { at: Instant; held: number }>();

  /** The number of lines held back since the last one, or undefined when this one is to be held back too. */
  allow(key: string, now: Instant): number | undefined {
    const last = this.#last.get(key);
    // A clock that was set back must not silence anybody until it has made that up.
    if (last && Math.abs(now - last.at) < second) {
      last.held++;
      return undefined;
    }
    if (this.#last.size >= maxKeys) this.#last.clear();
    this.#last.set(key, { at: now, held: 0 });
    return last?.held ?? 0;
  }
}
