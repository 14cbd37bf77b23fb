import { type Condition, pointsOf } from "@plantroom/model/rules/condition.ts";
import { type Detection, idle } from "@plantroom/model/rules/detect.ts";
import { clockOf } from "@plantroom/model/rules/evaluate.ts";
import type { Inputs } from "@plantroom/model/rules/inputs.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { SiteClock } from "@plantroom/model/sites/site.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Due, DueQueue } from "./due-queue.ts";

/** What of an equipment's life can change a rule's outcome; worked out once per rule. */
export interface Dependence {
  readonly clock: "site" | "wall";
  /** Samples of these can change it. */
  readonly points: readonly string[];
  /** It waits for silence, so that hearing anything can end it. */
  readonly hears: boolean;
  /** Nothing but silence and status decide it: a sample can end it, never begin it. */
  readonly linkOnly: boolean;
}

export function dependenceOf({ when }: Rule): Dependence {
  const kinds = leavesOf(when).map(({ kind }) => kind);
  const isLink = (kind: Condition["kind"]) => kind === "no-data" || kind === "offline";
  return {
    clock: clockOf(when),
    points: pointsOf(when),
    hears: kinds.includes("no-data"),
    linkOnly: kinds.every(isLink),
  };
}

function leavesOf(condition: Condition): Condition[] {
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(leavesOf) : [condition];
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
  readonly rule: Rule;
  readonly dependence: Dependence;
  readonly owner: RuleOwner;
  detection: Detection = idle;
  dueAt: Instant | undefined;
  /** The look in which it was last evaluated, so that one message evaluates it once. */
  look = 0;

  constructor(rule: Rule, dependence: Dependence, owner: RuleOwner) {
    this.rule = rule;
    this.dependence = dependence;
    this.owner = owner;
  }
}

export function isSameDetection(one: Detection, other: Detection): boolean {
  return (
    one.phase === other.phase &&
    one.since === other.since &&
    one.conditionSince === other.conditionSince &&
    one.frozen === other.frozen
  );
}
