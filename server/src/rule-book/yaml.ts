import { type RuleDraft, ruleInFile } from "@plantroom/model/rules/file.ts";
import type { RuleState } from "@plantroom/model/rules/rule.ts";
import { stringify } from "yaml";
import { effective, type RuleEntry } from "./entry.ts";

const options = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/** A rule as people read and write it. */
export function yamlOf(draft: RuleDraft): string {
  return stringify(inOrder(draft), options);
}

/** Rules as a file that can be imported, with what sites have differently. */
export function exported(entries: readonly RuleEntry[], sees: (site: string) => boolean): string {
  const rules = entries.map((entry): object & { readonly state: RuleState } => {
    const { draft, state } = effective(entry);
    return { ...inOrder(draft), state };
  });
  const overrides = entries.flatMap(({ id, overrides }) =>
    overrides.flatMap(({ site, values, reason }) => (sees(site) ? [{ rule: id, site, values, reason }] : [])),
  );
  return stringify({ rules, ...(overrides.length > 0 && { overrides }) }, options);
}

/** Keys in the order of the schema, so that the same rule is the same text. */
function inOrder(draft: RuleDraft): object {
  const read = ruleInFile.safeParse(draft);
  return read.success ? read.data : draft;
}
