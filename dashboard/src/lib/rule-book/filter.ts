import type { RuleView } from "@plantroom/model/api/types.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { locales } from "@plantroom/model/text.ts";

/** A rule of the list: the rule itself, and how it stands in the book. */
export type BookRule = Rule & RuleView;

export interface RuleFilter {
  readonly text: string;
  readonly family?: string | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  readonly priority?: string | undefined;
  /** `own`, `overridden`, `waiting` for a second person, `troubled`. */
  readonly mark?: string | undefined;
}

/** Rules of one family begin alike: `PMP-04`. */
export function familyOf(rule: string): string {
  return rule.split("-")[0] ?? rule;
}

function hasErrors(rule: Pick<RuleView, "problems">): boolean {
  return rule.problems.some(({ severity }) => severity === "error");
}

export function matches(rule: BookRule, filter: RuleFilter, isTroubled: boolean): boolean {
  const text = filter.text.trim().toLowerCase();
  const found = [rule.id, ...locales.map((one) => rule.name[one]), rule.provenance].join(" ").toLowerCase();
  return (
    (text === "" || found.includes(text)) &&
    (filter.family === undefined || familyOf(rule.id) === filter.family) &&
    (filter.type === undefined || rule.types.includes(filter.type)) &&
    (filter.state === undefined || statesOf(rule).includes(filter.state)) &&
    (filter.priority === undefined || rule.priority === filter.priority) &&
    (filter.mark === undefined || marksOf(rule, isTroubled).includes(filter.mark))
  );
}

/** The state of what is effective, and of what waits beside it. */
function statesOf(rule: BookRule): string[] {
  return [
    rule.state,
    ...(rule.shadowVersion === undefined ? [] : ["shadow"]),
    ...(rule.draftVersion === undefined ? [] : ["draft"]),
  ];
}

export function marksOf(rule: BookRule, isTroubled: boolean): string[] {
  return [
    ...(rule.source === "own" ? ["own"] : []),
    ...(rule.overrides.length > 0 ? ["overridden"] : []),
    ...(rule.proposal ? ["waiting"] : []),
    ...(isTroubled || hasErrors(rule) ? ["troubled"] : []),
  ];
}
