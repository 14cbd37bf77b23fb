import { withOverrides } from "@plantroom/model/rules/overrides.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { RuleSet } from "../rules/rules-in-force.ts";
import { asRule, newestIn, type RuleEntry } from "./entry.ts";

/** A version in shadow beside the one in force is judged under a name of its own. */
const beside = "~";

export interface BookRules extends RuleSet {
  readonly forSite: NonNullable<RuleSet["forSite"]>;
}

/** What the judge judges by: versions in force, and those in shadow beside them. */
export function ruleSetOf(entries: Iterable<RuleEntry>): BookRules {
  const rules: Rule[] = [];
  const atSite = new Map<string, Map<Rule, Rule>>();
  for (const entry of entries) {
    for (const rule of judgedOf(entry)) {
      rules.push(rule);
      for (const { site, values } of entry.overrides) {
        const own = atSite.get(site) ?? new Map<Rule, Rule>();
        atSite.set(site, own.set(rule, withOverrides(rule, values)));
      }
    }
  }
  return { rules, forSite: (rule, site) => atSite.get(site)?.get(rule) ?? rule };
}

function judgedOf(entry: RuleEntry): Rule[] {
  const [active, shadow] = [newestIn(entry, "active"), newestIn(entry, "shadow")];
  if (active === undefined) return shadow === undefined ? [] : [asRule(shadow)];
  if (shadow === undefined) return [asRule(active)];
  const tried = asRule(shadow);
  return [asRule(active), { ...tried, id: `${tried.id}${beside}${tried.version}` }];
}

/** The rule that is meant by a name the judge knows. */
export function ruleNamed(name: string): string {
  return name.split(beside)[0] ?? name;
}
