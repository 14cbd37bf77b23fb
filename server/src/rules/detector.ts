import { isWorse } from "@plantroom/model/alarms/worst.ts";
import { type Detect, type Detection, type DetectionStep, detect, idle } from "@plantroom/model/rules/detect.ts";
import { isSameDetection } from "@plantroom/model/rules/detection.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Change, ClosedBySystem } from "./change.ts";
import { DueQueue } from "./due-queue.ts";
import { RuleHealths } from "./rule-health.ts";
import type { RuleSite, WatchedRule } from "./watched-rule.ts";

/** Asks `detect`, keeps what it answers, and when it wants to be asked again. */
export class Detector {
  readonly #detect: Detect;
  /** Delays that run by the wall clock: all of a site at the wall's, silence and lost links of every site. */
  readonly #wallDue = new DueQueue<WatchedRule>();
  #changes: Change[] = [];
  #shadow: Change[] = [];
  /** Rules whose detection moved since the last commit. */
  readonly moved = new Set<WatchedRule>();
  /** What rules cost and how they fail: one that fails stands still there, the others go on. */
  readonly health = new RuleHealths();

  constructor(detection: Detect = detect) {
    this.#detect = detection;
  }

  drain(): Change[] {
    const changes = this.#changes;
    if (changes.length > 0) this.#changes = [];
    return changes;
  }

  /** What rules in shadow found. */
  drainShadow(): Change[] {
    const changes = this.#shadow;
    if (changes.length > 0) this.#shadow = [];
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
    const { detection: before } = watched;
    const step = this.#ask(watched, at, wall);
    if (step === undefined) return;
    if (!isSameDetection(step.after, before)) {
      watched.detection = step.after;
      this.moved.add(watched);
    }
    this.#schedule(watched, step.dueAt, runsByWall(watched) ? wall : at);
    this.#tell(watched, before, step);
  }

  #ask({ rule, dependence, owner, detection }: WatchedRule, at: Instant, wall: Instant): DetectionStep | undefined {
    const { health } = this;
    if (health.isSetAside(rule, owner)) return undefined;
    try {
      const began = health.measures(dependence.isExpression) ? performance.now() : undefined;
      const step = this.#detect(rule, detection, owner, at, wall);
      if (began !== undefined) health.took(rule, performance.now() - began);
      health.worked(rule, owner);
      return step;
    } catch (problem) {
      health.failed(rule, owner, problem);
      return undefined;
    }
  }

  #tell(watched: WatchedRule, before: Detection, step: DetectionStep): void {
    const { rule, owner } = watched;
    const { change, priority, evidence } = step;
    const where = { site: owner.site.id, equipment: owner.id, rule, at: step.at };
    const changes = rule.state === "shadow" ? this.#shadow : this.#changes;
    if (change === "raised") {
      watched.worst = evidence[0];
      const conditionSince = step.after.conditionSince ?? step.at;
      changes.push({ kind: "raised", ...where, priority, conditionSince, evidence });
    } else if (change === "cleared") changes.push({ kind: "cleared", ...where, evidence });
    else if (change === "priority") changes.push({ kind: "reprioritised", ...where, priority, evidence });
    else if (isHeld(before) && rule.state !== "shadow") this.#tellWhileActive(watched, before, step, where);
  }

  /** Whether anything can be said of it, and how far it has gone. */
  #tellWhileActive(
    watched: WatchedRule,
    before: Detection,
    { after, reason, evidence }: DetectionStep,
    where: Where,
  ): void {
    if (after.frozen !== before.frozen) {
      this.#changes.push({ kind: "uncertain", ...where, ...(after.frozen && { why: reason }) });
    }
    const seen = evidence[0];
    if (after.frozen || !seen || !isWorse(seen, watched.worst)) return;
    watched.worst = seen;
    this.#changes.push({ kind: "worse", ...where, evidence: seen });
  }

  /** What was detected has no subject any more. */
  end(watched: WatchedRule, cause: ClosedBySystem, at: Instant): void {
    const { owner, rule } = watched;
    watched.dueAt = undefined;
    watched.worst = undefined;
    if (watched.detection.phase !== "idle") {
      watched.detection = idle;
      this.moved.add(watched);
    }
    const ended: Change = { kind: "ended", site: owner.site.id, equipment: owner.id, rule: rule.id, at, cause };
    (rule.state === "shadow" ? this.#shadow : this.#changes).push(ended);
  }

  #schedule(watched: WatchedRule, dueAt: Instant | undefined, now: Instant): void {
    // A look that is due again at once has said all it can; only what comes in changes it.
    const next = dueAt !== undefined && dueAt > now ? dueAt : undefined;
    if (next === watched.dueAt) return;
    watched.dueAt = next;
    queueOf(watched, this.#wallDue, watched.owner.site).push(watched);
  }
}

type Where = Pick<Change & { kind: "cleared" }, "site" | "equipment" | "rule" | "at">;

function isHeld({ phase }: Detection): boolean {
  return phase === "active" || phase === "clearing";
}

/** Whether a rule's delays run by the time of day at this site. */
export function runsByWall({ dependence, owner }: WatchedRule): boolean {
  return dependence.clock === "wall" || owner.site.clock === "wall";
}

function queueOf(watched: WatchedRule, wall: DueQueue<WatchedRule>, site: RuleSite): DueQueue<WatchedRule> {
  return runsByWall(watched) ? wall : site.due;
}
