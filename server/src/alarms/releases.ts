import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";

/** What is hidden no longer comes back one by one, or the end of an outage would be a flood of its own (domain A2.3, 18). */
const releaseEvery: Milliseconds = second;

/** Alarms that wait to be released, in the order in which their cause went; wall clock. Found again after a restart. */
export class Releases {
  readonly #waiting = new Map<string, Instant>();
  #last = 0;

  add(alarm: string, now: Instant): void {
    if (this.#waiting.has(alarm)) return;
    // A clock that was set back does not make anybody wait for it.
    const last = Math.min(this.#last, now + this.#waiting.size * releaseEvery);
    this.#last = Math.max(now, last + releaseEvery);
    this.#waiting.set(alarm, this.#last);
  }

  drop(alarm: string): void {
    this.#waiting.delete(alarm);
  }

  take(now: Instant): string | undefined {
    const first = this.#waiting.entries().next().value;
    if (!first || first[1] > now) return undefined;
    this.#waiting.delete(first[0]);
    return first[0];
  }

  setBack(now: Instant): void {
    const ids = [...this.#waiting.keys()];
    this.#waiting.clear();
    this.#last = 0;
    for (const id of ids) this.add(id, now);
  }
}
