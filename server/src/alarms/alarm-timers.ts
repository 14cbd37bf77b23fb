import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { timersOf } from "@plantroom/model/alarms/timers.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { type Due, DueQueue } from "../rules/due-queue.ts";

/** The clock that an alarm's timers run by: the wall's, or that of a site whose clock is the device's. */
export type ClockName = "wall" | { readonly site: string };

export interface AlarmClocks {
  clockOf(alarm: Alarm): ClockName;
  now(clock: ClockName): Instant;
  ruleOf(alarm: Alarm): Pick<Rule, "reAlarmMinutes" | "autoAcknowledgeMinutes"> | undefined;
}

interface Waiting extends Due {
  readonly id: string;
}

/** What waits for its time, each alarm once, by the clock of its rule. It follows from the records: nothing of it is kept. */
export class AlarmTimers {
  readonly #clocks: AlarmClocks;
  readonly #waiting = new Map<string, Waiting>();
  readonly #queues = new Map<string, { readonly clock: ClockName; readonly queue: DueQueue<Waiting> }>();

  constructor(clocks: AlarmClocks) {
    this.#clocks = clocks;
  }

  /** The alarm changed: what it waits for may have changed with it. */
  put(alarm: Alarm): void {
    const clock = this.#clocks.clockOf(alarm);
    const timers = alarm.state === "normal" ? [] : timersOf(alarm, this.#clocks.ruleOf(alarm), this.#clocks.now(clock));
    const dueAt = timers.length === 0 ? undefined : Math.min(...timers.map(({ at }) => at));
    const known = this.#waiting.get(alarm.id);
    if (dueAt === undefined) {
      if (known) known.dueAt = undefined;
      this.#waiting.delete(alarm.id);
      return;
    }
    if (known?.dueAt === dueAt) return;
    const waiting: Waiting = known ?? { id: alarm.id, dueAt };
    waiting.dueAt = dueAt;
    this.#waiting.set(alarm.id, waiting);
    this.#queueOf(clock).push(waiting);
  }

  /** The next alarm for which a time has come, at most up to `until` where it is given; it waits for nothing any more. */
  take(until?: {
    readonly clock: ClockName;
    readonly at: Instant;
  }): { readonly id: string; readonly at: Instant } | undefined {
    for (const { clock, queue } of this.#queues.values()) {
      if (until && nameOf(until.clock) !== nameOf(clock)) continue;
      const at = queue.next();
      if (at === undefined || at > (until?.at ?? this.#clocks.now(clock))) continue;
      const waiting = queue.take(at);
      if (!waiting) continue;
      this.#waiting.delete(waiting.id);
      return { id: waiting.id, at };
    }
    return undefined;
  }

  #queueOf(clock: ClockName): DueQueue<Waiting> {
    const name = nameOf(clock);
    const known = this.#queues.get(name);
    if (known) return known.queue;
    const queue = new DueQueue<Waiting>();
    this.#queues.set(name, { clock, queue });
    return queue;
  }
}

function nameOf(clock: ClockName): string {
  return clock === "wall" ? "wall" : `site ${clock.site}`;
}
