import { type Detect, detect, idle } from "@plantroom/model/rules/detect.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Change, ClosedBySystem } from "./change.ts";
import { DueQueue } from "./due-queue.ts";
import { isSameDetection, type RuleSite, type WatchedRule } from "./watched-rule.ts";

/** Asks `detect`, keeps what it answers, and when it wants to be asked again. */
export class Detector {
  readonly #detect: Detect;
  /** Delays that run by the wall clock: all of a site at the wall's, silence and lost links of every site. */
  readonly #wallDue = new DueQueue<WatchedRule>();
  #changes: Change[] = [];
  /** Rules whose detection moved since the last commit. */
  readonly moved = new Set<WatchedRule>();
  /** Looks that threw, by rule, with what was thrown last: that rule stands still there, the others go on. */
  readonly failures = new Map<string, { count: number; last: unknown }>();

  constructor(detection: Detect = detect) {
    this.#detect = detection;
  }

  drain(): Change[] {
    const changes = this.#changes;
    if (changes.length > 0) this.#changes = [];
    return changes;
  }

  /** The next delay that ends by the wall clock. */
  nextDue(): Instant | undefined {
    return this.#wallDue.next();
  }

  takeDue(until: Instant): WatchedRule | undefined {
    return this.#wallDue.take(until);
  }

  /** `at` is the site's time, `wall` the time of day. */
  look(watched: WatchedRule, at: Instant, wall: Instant): void {
    const { rule, owner, detection: before } = watched;
    let step: ReturnType<Detect>;
    try {
      step = this.#detect(rule, before, owner, at, wall);
    } catch (problem) {
      this.failures.set(rule.id, { count: (this.failures.get(rule.id)?.count ?? 0) + 1, last: problem });
      return;
    }
    if (!isSameDetection(step.after, before)) {
      watched.detection = step.after;
      this.moved.add(watched);
    }
    this.#schedule(watched, step.dueAt, runsByWall(watched) ? wall : at);
    if (step.change === "none") return;
    const where = { site: owner.site.id, equipment: owner.id, rule, at: step.at };
    if (step.change === "cleared") {
      this.#changes.push({ kind: "cleared", ...where });
    } else {
      const conditionSince = step.after.conditionSince ?? step.at;
      this.#changes.push({ kind: "raised", ...where, conditionSince, evidence: step.evidence });
    }
  }

  /** What was detected has no subject any more. */
  end(watched: WatchedRule, cause: ClosedBySystem, at: Instant): void {
    const { owner, rule } = watched;
    watched.dueAt = undefined;
    if (watched.detection.phase !== "idle") {
      watched.detection = idle;
      this.moved.add(watched);
    }
    this.#changes.push({ kind: "ended", site: owner.site.id, equipment: owner.id, rule: rule.id, at, cause });
  }

  #schedule(watched: WatchedRule, dueAt: Instant | undefined, now: Instant): void {
    // A look that is due again at once has said all it can; only what comes in changes it.
    const next = dueAt !== undefined && dueAt > now ? dueAt : undefined;
    if (next === watched.dueAt) return;
    watched.dueAt = next;
    queueOf(watched, this.#wallDue, watched.owner.site).push(watched);
  }
}

/** Whether a rule's delays run by the time of day at this site. */
export function runsByWall({ dependence, owner }: WatchedRule): boolean {
  return dependence.clock === "wall" || owner.site.clock === "wall";
}

function queueOf(watched: WatchedRule, wall: DueQueue<WatchedRule>, site: RuleSite): DueQueue<WatchedRule> {
  return runsByWall(watched) ? wall : site.due;
}
