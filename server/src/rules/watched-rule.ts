import type { Evidence } from "@plantroom/model/alarms/alarm.ts";
import { leavesOf } from "@plantroom/model/rules/condition.ts";
import { type Detection, idle } from "@plantroom/model/rules/detect.ts";
import { clockOf } from "@plantroom/model/rules/evaluate.ts";
import type { Inputs } from "@plantroom/model/rules/inputs.ts";
import { type Reach, reachOf } from "@plantroom/model/rules/reach.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { SiteClock } from "@plantroom/model/sites/site.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Due, DueQueue } from "./due-queue.ts";

/** What of an equipment's life, and of its relatives', can change a rule's outcome; worked out once per rule. */
export interface Dependence extends Reach {
  readonly clock: "site" | "wall";
  /** It waits for silence, so that hearing anything can end it. */
  readonly hears: boolean;
  /** Nothing but silence and status decide it: a sample can end it, never begin it. */
  readonly linkOnly: boolean;
  /** It contains an expression, whose cost nobody knows beforehand. */
  readonly isExpression: boolean;
}

/** Throws `ExpressionError` for an expression that cannot be read. */
export function dependenceOf({ when }: Rule): Dependence {
  const kinds = leavesOf(when).map(({ kind }) => kind);
  return {
    ...reachOf(when),
    clock: clockOf(when),
    hears: kinds.includes("no-data"),
    isExpression: kinds.includes("expression"),
    linkOnly: kinds.every((kind) => kind === "no-data" || kind === "offline"),
  };
}

/** The equipment that a rule watches, as far as the rule is concerned. */
export interface RuleOwner extends Inputs {
  readonly id: string;
  readonly site: RuleSite;
}

export interface RuleSite {
  readonly id: string;
  readonly clock: SiteClock;
  readonly time: Instant | undefined;
  /** Delays that run by the site's own time; only used where its clock is `device`. */
  readonly due: DueQueue<WatchedRule>;
}

/** One rule at one equipment, with where it stands. */
export class WatchedRule implements Due {
  /** Only its words ever change. */
  rule: Rule;
  readonly dependence: Dependence;
  readonly owner: RuleOwner;
  detection: Detection = idle;
  dueAt: Instant | undefined;
  /** The look in which it was last evaluated, so that one message evaluates it once. */
  look = 0;
  /** The value furthest beyond its limit of this activity. */
  worst: Evidence | undefined;

  constructor(rule: Rule, dependence: Dependence, owner: RuleOwner) {
    this.rule = rule;
    this.dependence = dependence;
    this.owner = owner;
  }

  /** The same rule in other words. */
  reworded(rule: Rule): this {
    this.rule = rule;
    return this;
  }
}
