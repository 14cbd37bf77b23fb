import { type Instant, minute, second } from "../../time.ts";
import { type AlarmLine, isAnnunciation } from "../line.ts";
import { type Priority, priorities } from "../priority.ts";
import type { AlarmStanding } from "../standing.ts";
import type { PriorityFigures } from "./figures.ts";
import { quantile } from "./quantile.ts";
import { acknowledgeMinutes, mixTargets } from "./targets.ts";

interface Waiting {
  readonly since: Instant;
  readonly priority: Priority;
}

/** How soon people answered, and how soon the condition was over: a fold over the journal in the order of time. */
export class Response {
  /** Seconds from being told to being acknowledged, of each answered by a person. */
  readonly #answered = new Map<Priority, number[]>(priorities.map((priority) => [priority, []]));
  readonly #late = new Map<Priority, number>();
  readonly #told = new Map<Priority, number>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #active = new Map<string, Instant>();
  /** Seconds from the raise to the end of the condition. */
  readonly cleared: number[] = [];

  constructor(before: Iterable<AlarmStanding>) {
    for (const { alarm, state, annunciatedAt, priority, active, raisedAt } of before) {
      if (active && raisedAt !== undefined) this.#active.set(alarm, raisedAt);
      if ((state === "unacknowledged" || state === "returned-unacknowledged") && annunciatedAt !== undefined)
        this.#waiting.set(alarm, { since: annunciatedAt, priority });
    }
  }

  take(line: AlarmLine): void {
    const { alarm, at, event, by, to, priority } = line;
    if (event === "raised") this.#active.set(alarm, at);
    const active = this.#active.get(alarm);
    if (active !== undefined && (event === "cleared" || to === "normal")) {
      this.#active.delete(alarm);
      if (event === "cleared") this.cleared.push((at - active) / second);
    }
    if (isAnnunciation(line)) {
      add(this.#told, priority);
      if (!this.#waiting.has(alarm)) this.#waiting.set(alarm, { since: at, priority });
      return;
    }
    const waiting = this.#waiting.get(alarm);
    if (!waiting) return;
    // Who puts it on the shelf has seen it too.
    if (by !== "system" && (event === "acknowledged" || event === "shelved" || event === "taken-out-of-service")) {
      this.#answered.get(waiting.priority)?.push((at - waiting.since) / second);
      this.#waiting.delete(alarm);
    } else if (to === "normal" || to === "suppressed") {
      // Nobody has to answer any more; whether it had been too late already counts.
      if (isLate(waiting, at)) add(this.#late, waiting.priority);
      this.#waiting.delete(alarm);
    }
  }

  /** Every priority, the gravest first; what is not answered by then is late once its time is over. */
  figures(until: Instant): PriorityFigures[] {
    const late = new Map(this.#late);
    for (const waiting of this.#waiting.values()) if (isLate(waiting, until)) add(late, waiting.priority);
    const all = priorities.reduce((sum, priority) => sum + (this.#told.get(priority) ?? 0), 0);
    return priorities.map((priority) => {
      const answered = this.#answered.get(priority) ?? [];
      const inTime = answered.filter((seconds) => seconds <= acknowledgeMinutes[priority] * 60).length;
      const annunciated = this.#told.get(priority) ?? 0;
      return {
        priority,
        annunciated,
        share: all === 0 ? 0 : annunciated / all,
        shareTarget: mixTargets[priority],
        targetMinutes: acknowledgeMinutes[priority],
        inTime,
        late: answered.length - inTime + (late.get(priority) ?? 0),
        acknowledgeMedianSeconds: quantile(answered, 0.5),
        acknowledgeP90Seconds: quantile(answered, 0.9),
      };
    });
  }

  /** Seconds to the acknowledgement, of all priorities. */
  answered(): number[] {
    return [...this.#answered.values()].flat();
  }
}

function isLate({ since, priority }: Waiting, at: Instant): boolean {
  return at - since > acknowledgeMinutes[priority] * minute;
}

function add(counts: Map<Priority, number>, priority: Priority): void {
  counts.set(priority, (counts.get(priority) ?? 0) + 1);
}
