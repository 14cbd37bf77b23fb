import { priorities } from "@plantroom/model/alarms/priority.ts";
import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";

/** What is hidden no longer comes back one by one, or the end of an outage would be a flood of its own (domain A2.3, 18). */
const releaseEvery: Milliseconds = second;

/**
 * Alarms that wait to be released: the gravest first, then in the order in which their cause went; wall clock. Found again after a
 * restart.
 */
export class Releases {
  /** By gravity. */
  readonly #waiting = priorities.map(() => new Set<string>());
  #nextAt: Instant = 0;

  add(alarm: string, gravity: number, now: Instant): void {
    const row = this.#waiting[gravity];
    if (!row || row.has(alarm)) return;
    this.drop(alarm);
    // A clock that was set back does not make anybody wait for it.
    if (this.#first === undefined) this.#nextAt = Math.max(now, Math.min(this.#nextAt, now + releaseEvery));
    row.add(alarm);
  }

  drop(alarm: string): void {
    for (const row of this.#waiting) row.delete(alarm);
  }

  take(now: Instant): string | undefined {
    const first = this.#first;
    if (first === undefined || this.#nextAt > now) return undefined;
    this.drop(first);
    this.#nextAt += releaseEvery;
    return first;
  }

  setBack(now: Instant): void {
    this.#nextAt = Math.min(this.#nextAt, now + releaseEvery);
  }

  get #first(): string | undefined {
    for (const row of this.#waiting) for (const alarm of row) return alarm;
    return undefined;
  }
}
