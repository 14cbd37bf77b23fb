import { ExpressionError } from "@plantroom/model/rules/expression/compile.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import { type Dependence, dependenceOf } from "./watched-rule.ts";

/** The rules to judge by, and how a site has them differently (its own limits). */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** The rule as the site has it; the same object while nothing differs. */
  readonly forSite?: ((rule: Rule, site: string) => Rule) | undefined;
}

export interface PreparedRule {
  readonly rule: Rule;
  readonly dependence: Dependence;
}

/** Active and shadow rules by device type, ready to be watched. */
export class RulesInForce {
  readonly #byType = new Map<string, Rule[]>();
  readonly #forSite: RuleSet["forSite"];
  readonly #prepared = new WeakMap<Rule, PreparedRule | undefined>();
  /** Rules that cannot be judged at all, with the reason. */
  readonly unreadable = new Map<string, string>();

  constructor({ rules, forSite }: RuleSet) {
    this.#forSite = forSite;
    for (const rule of rules) {
      if (rule.state !== "active" && rule.state !== "shadow") continue;
      for (const type of rule.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), rule]);
    }
  }

  /** What watches an equipment. */
  of(equipment: Equipment): PreparedRule[] {
    return (this.#byType.get(equipment.type) ?? []).flatMap((base) => {
      const rule = this.#forSite?.(base, equipment.site) ?? base;
      return isInScope(rule, equipment) ? (this.#prepare(rule) ?? []) : [];
    });
  }

  #prepare(rule: Rule): PreparedRule | undefined {
    if (this.#prepared.has(rule)) return this.#prepared.get(rule);
    const prepared = this.#tryPrepare(rule);
    this.#prepared.set(rule, prepared);
    return prepared;
  }

  #tryPrepare(rule: Rule): PreparedRule | undefined {
    try {
      return { rule, dependence: dependenceOf(rule) };
    } catch (problem) {
      if (!(problem instanceof ExpressionError)) throw problem;
      this.unreadable.set(rule.id, problem.message);
      return undefined;
    }
  }
}

/** Whether a rule for its type applies to an equipment. */
export function isInScope(rule: Rule, { id, attributes }: Equipment): boolean {
  if (rule.equipment !== undefined && !rule.equipment.includes(id)) return false;
  return Object.entries(rule.tags ?? {}).every(([name, value]) => attributes?.[name] === value);
}

/** Whether judging by the one is judging by the other; words may differ. */
export function isJudgedTheSame(one: Rule, other: Rule): boolean {
  return one === other || (one.version === other.version && judgedBy(one) === judgedBy(other));
}

function judgedBy(rule: Rule): string {
  const { when, onDelaySeconds, offDelaySeconds, minimumSamples, onMissing, calendar, priority, priorityAfter } = rule;
  const { state, latching, lifeSafety } = rule;
  const delays = [onDelaySeconds, offDelaySeconds, minimumSamples, onMissing, calendar];
  return JSON.stringify([when, ...delays, priority, priorityAfter, state, latching, lifeSafety]);
}
