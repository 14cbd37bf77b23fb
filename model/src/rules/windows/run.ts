import type { PointValue } from "../../points/point.ts";
import type { Instant } from "../../time.ts";

/** Kept across restarts. */
export interface KeptRun {
  readonly since: Instant;
  readonly lastAt: Instant;
  readonly value: PointValue;
  readonly low: number;
  readonly high: number;
  readonly previous?: PointValue | undefined;
}

/** How long a point has kept its value, within a tolerance, and what it was before. Late samples change nothing. */
export class Run {
  readonly #tolerance: number;
  #now: KeptRun | undefined;

  constructor(tolerance: number) {
    this.#tolerance = tolerance;
  }

  take(at: Instant, value: PointValue): void {
    const now = this.#now;
    if (now !== undefined && at < now.lastAt) return;
    const number = typeof value === "number" ? value : 0;
    if (now === undefined) {
      this.#now = { since: at, lastAt: at, value, low: number, high: number };
      return;
    }
    const low = Math.min(now.low, number);
    const high = Math.max(now.high, number);
    const same = typeof value === "number" ? high - low <= this.#tolerance : value === now.value;
    this.#now = same
      ? { ...now, lastAt: at, low, high }
      : { since: at, lastAt: at, value, low: number, high: number, previous: now.value };
  }

  get state(): KeptRun | undefined {
    return this.#now;
  }

  restore(kept: KeptRun): void {
    this.#now = kept;
  }

  clear(): void {
    this.#now = undefined;
  }
}
