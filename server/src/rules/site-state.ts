import type { SamplesEntry } from "@plantroom/model/journal/entry.ts";
import type { Site, SiteClock } from "@plantroom/model/sites/site.ts";
import { day, type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";
import { DueQueue } from "./due-queue.ts";
import type { RuleSite, WatchedRule } from "./watched-rule.ts";

/** Without a run id, a time so far before the site's own begins a new run. */
const newRunAfter: Milliseconds = day;
/** Messages of a run that ended are strays for so long after the last of them; then the run counts as begun again. */
const strayFor: Milliseconds = minute;

/** One site's part of the judge's state; `E` is what is known of an equipment. */
export class SiteState<E extends { forgetValues(): void }> implements RuleSite {
  readonly id: string;
  clock: SiteClock;
  readonly equipment = new Map<string, E>();
  readonly due = new DueQueue<WatchedRule>();
  /** The newest time received in the current run; undefined at the wall's clock, and before the first sample. */
  time: Instant | undefined;
  run: string | undefined;
  readonly endedRuns = new Map<string, Instant>();
  /** Nobody listened before: see `Inputs.listeningSince`. */
  listeningSince: Instant | undefined;

  constructor(site: Site) {
    this.id = site.id;
    this.clock = site.clock;
  }

  /** What a message is to the current run of a site with a device clock. */
  runOf({ run, samples, receivedAt }: SamplesEntry): "current" | "new" | "stray" {
    if (run === undefined) {
      const at = samples[0]?.[1];
      return at !== undefined && this.time !== undefined && at < this.time - newRunAfter ? "new" : "current";
    }
    if (run === this.run) return "current";
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
    if (this.run !== undefined) this.endedRuns.set(this.run, receivedAt);
    if (run !== undefined) this.endedRuns.delete(run);
    this.run = run;
    this.time = undefined;
    this.due.clear();
    for (const one of this.equipment.values()) one.forgetValues();
  }
}
