import type { Instant, Milliseconds } from "@plantroom/model/time.ts";

/** Time as a parameter: the system's in production, a hand-wound one in tests. */
export interface Clock {
  /** Milliseconds of the wall clock. */
  now(): Instant;
  /** Milliseconds since some moment, by a clock that nobody can set. */
  monotonic(): Milliseconds;
  /** Calls once after a delay; answers the function that cancels. A timer alone keeps no process alive. */
  after(delay: Milliseconds, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delay, run) => {
    const timer = setTimeout(run, Math.max(0, delay)).unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands until it is advanced; timers that fall due on the way run in order of their time. */
export class HandClock implements Clock {
  #now: Instant;
  #passed: Milliseconds = 0;
  #timers = new Set<{ at: Instant; readonly run: () => void }>();

  constructor(now: Instant) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  monotonic(): Milliseconds {
    return this.#passed;
  }

  /** Sets the time of day, as an administrator does: no time passes, timers keep what is left of them. */
  set(now: Instant): void {
    const by = now - this.#now;
    this.#timers = new Set([...this.#timers].map((timer) => Object.assign(timer, { at: timer.at + by })));
    this.#now = now;
  }

  after(delay: Milliseconds, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delay), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(by: Milliseconds): void {
    const end = this.#now + by;
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.#timers.delete(next);
      this.#passed += Math.max(0, next.at - this.#now);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#passed += Math.max(0, end - this.#now);
    this.#now = end;
  }

  #due(end: Instant) {
    let first: { readonly at: Instant; readonly run: () => void } | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    return first;
  }
}
