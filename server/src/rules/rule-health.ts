import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Milliseconds } from "@plantroom/model/time.ts";

/** Failures at one equipment without a success between, after which a rule is asked no more there. */
const failuresInARow = 100;
/** A look may take so long … */
const budget: Milliseconds = 5;
/** … and so many more looks than not have to take longer: a machine that was busy for a moment makes no rule slow. */
const slowLooks = 50;
/** The weight of the newest look in the running mean. */
const weight = 1 / 16;
/** Of rules without an expression one look in so many is measured: their cost is bounded by their kind. */
const measureEvery = 64;

/** How a rule does its work: what it costs, whether it fails, and whether it had to be set aside. */
export interface RuleHealth {
  failures: number;
  last: unknown;
  looksMeasured: number;
  meanMilliseconds: number;
  /** Looks beyond the budget, less those within it. */
  slowness: number;
  /** `slow`: everywhere. `failing`: at some equipment. */
  setAside: "failing" | "slow" | undefined;
  /** By the equipment: what one of them sends takes the rule from no other. */
  failuresInARow: WeakMap<object, number>;
}

/** Isolates rules that fail or take too long: they stand still, and the others go on. */
export class RuleHealths {
  readonly byRule = new Map<string, RuleHealth>();
  #looks = 0;

  /** Whether this look is measured. */
  measures(isExpression: boolean): boolean {
    return isExpression || ++this.#looks % measureEvery === 0;
  }

  isSetAside(rule: Rule, at: object): boolean {
    if (this.byRule.size === 0) return false;
    const health = this.byRule.get(rule.id);
    if (health?.setAside === undefined) return false;
    return health.setAside === "slow" || (health.failuresInARow.get(at) ?? 0) >= failuresInARow;
  }

  failed(rule: Rule, at: object, problem: unknown): void {
    const health = this.#of(rule);
    const inARow = (health.failuresInARow.get(at) ?? 0) + 1;
    health.failures++;
    health.failuresInARow.set(at, inARow);
    health.last = problem;
    if (inARow >= failuresInARow) health.setAside ??= "failing";
  }

  worked(rule: Rule, at: object): void {
    if (this.byRule.size > 0) this.byRule.get(rule.id)?.failuresInARow.delete(at);
  }

  took(rule: Rule, milliseconds: Milliseconds): void {
    const health = this.#of(rule);
    health.looksMeasured++;
    health.meanMilliseconds += (milliseconds - health.meanMilliseconds) * Math.max(weight, 1 / health.looksMeasured);
    health.slowness = milliseconds > budget ? health.slowness + 1 : Math.max(0, health.slowness - 1);
    if (health.slowness >= slowLooks) health.setAside = "slow";
  }

  /** Rules were changed: what was set aside gets another chance. */
  forgive(): void {
    for (const health of this.byRule.values()) {
      health.setAside = undefined;
      health.failuresInARow = new WeakMap();
      health.looksMeasured = 0;
      health.meanMilliseconds = 0;
      health.slowness = 0;
    }
  }

  #of(rule: Rule): RuleHealth {
    const known = this.byRule.get(rule.id);
    if (known) return known;
    const health: RuleHealth = {
      ...{ failures: 0, failuresInARow: new WeakMap(), last: undefined, setAside: undefined },
      ...{ looksMeasured: 0, meanMilliseconds: 0, slowness: 0 },
    };
    this.byRule.set(rule.id, health);
    return health;
  }
}
