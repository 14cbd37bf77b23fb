import { procedures } from "./pack/catalogue.ts";
import { baseRuleOf, type Procedure } from "./procedure.ts";

const byRule = new Map(procedures.flatMap((procedure) => procedure.rules.map((rule) => [rule, procedure] as const)));
const byId = new Map(procedures.map((procedure) => [procedure.id, procedure]));

/** The procedure that answers a rule's alarms: the one that the rule names, else the one that names the rule. */
export function procedureFor(rule: {
  readonly id: string;
  readonly procedure?: string | undefined;
}): Procedure | undefined {
  if (rule.procedure !== undefined) return byId.get(rule.procedure);
  return byRule.get(rule.id) ?? byRule.get(baseRuleOf(rule.id));
}

export function procedureOf(id: string): Procedure | undefined {
  return byId.get(id);
}
