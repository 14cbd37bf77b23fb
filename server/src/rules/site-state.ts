import type { SamplesEntry } from "@plantroom/model/journal/entry.ts";
import type { Site, SiteClock } from "@plantroom/model/sites/site.ts";
import { day, type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";
import { DueQueue } from "./due-queue.ts";
import type { RuleSite, WatchedRule } from "./watched-rule.ts";

/** Without a run id, a time so far before the site's own begins a new run. */
const newRunAfter: Milliseconds = day;
/** Messages of a run that ended are strays for so long after the last of them; then the run counts as begun again. */
const strayFor: Milliseconds = minute;

const mostEndedRuns = 100;

/** One site's part of the judge's state; `E` is what is known of an equipment. */
export class SiteState<E extends { forgetValues(): void }> implements RuleSite {
  readonly id: string;
  clock: SiteClock;
  timeZone: string;
  readonly equipment = new Map<string, E>();
  readonly due = new DueQueue<WatchedRule>();
  /** The newest time received in the current run; undefined at the wall's clock, and before the first sample. */
  time: Instant | undefined;
  run: string | undefined;
  readonly endedRuns = new Map<string, Instant>();
  /** When a message of the named run was last received: what comes without a name meanwhile is a stray. */
  #namedAt: Instant | undefined;
  /** Nobody listened before: see `Inputs.listeningSince`. */
  listeningSince: Instant | undefined;

  constructor(site: Site) {
    this.id = site.id;
    this.clock = site.clock;
    this.timeZone = site.timeZone;
  }

  /** What a message is to the current run of a site with a device clock. */
  runOf({ run, samples, receivedAt }: SamplesEntry): "current" | "new" | "stray" {
    if (run === undefined) {
      if (this.#isRunning(receivedAt)) return "stray";
      const at = samples[0]?.[1];
      return at !== undefined && this.time !== undefined && at < this.time - newRunAfter ? "new" : "current";
    }
    if (run === this.run) {
      this.#namedAt = receivedAt;
      return "current";
    }
    const ended = this.endedRuns.get(run);
    if (ended !== undefined && receivedAt - ended < strayFor) {
      this.endedRuns.set(run, receivedAt);
      return "stray";
    }
    // The first id ever seen begins afresh too: what came without one was another run.
    return "new";
  }

  /** A new run: nothing of the one before counts. */
  begin({ run, receivedAt }: SamplesEntry): void {
    for (const [id, at] of this.endedRuns) if (receivedAt - at >= strayFor) this.endedRuns.delete(id);
    if (this.run !== undefined) {
      // A device that names a new run with each message must not fill memory.
      const oldest = this.endedRuns.size >= mostEndedRuns ? this.endedRuns.keys().next().value : undefined;
      if (oldest !== undefined) this.endedRuns.delete(oldest);
      this.endedRuns.delete(this.run);
      this.endedRuns.set(this.run, receivedAt);
    }
    if (run !== undefined) this.endedRuns.delete(run);
    this.run = run;
    this.#namedAt = run === undefined ? undefined : receivedAt;
    this.time = undefined;
    this.due.clear();
    for (const one of this.equipment.values()) one.forgetValues();
  }

  #isRunning(at: Instant): boolean {
    return this.run !== undefined && this.#namedAt !== undefined && Math.abs(at - this.#namedAt) < strayFor;
  }
}
