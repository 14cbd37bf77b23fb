import type { RuleExample } from "@plantroom/model/rules/example.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { newestDefault, nextVersion, type RuleEntry, type RuleVersion } from "./entry.ts";

/** A rule that comes with the product, with its small tests. */
export interface PackRule {
  readonly rule: Rule;
  readonly examples: readonly RuleExample[];
}

const system = "system";

/**
 * The entry with the rule as the product has it now. A default that nobody touched goes into force; one that was replaced or
 * retired is offered as a draft. Other words of the same rule make no new version.
 */
export function withDefault(entry: RuleEntry | undefined, packed: PackRule, at: Instant): RuleEntry {
  const draft = draftOf(packed);
  const known = entry && newestDefault(entry);
  if (entry === undefined) return { id: draft.id, versions: [made(1)], overrides: [] };
  if (known && canonical(known.draft) === canonical(draft)) return entry;
  if (known && canonical(withoutWords(known.draft)) === canonical(withoutWords(draft))) {
    return { ...entry, versions: entry.versions.map((one) => (one === known ? { ...one, draft } : one)) };
  }
  const isUntouched = known !== undefined && (known.state === "active" || known.state === "shadow");
  const versions = entry.versions.map((one) => (isUntouched && one === known ? retired(one, at) : one));
  const added = made(nextVersion(entry));
  return { ...entry, versions: [...versions, isUntouched ? added : { ...added, state: "draft" }] };

  function made(least: number): RuleVersion {
    const version = Math.max(least, packed.rule.version);
    const signature = { madeBy: system, madeAt: at, note: "", stateBy: system, stateAt: at };
    return { version, source: "default", draft, state: packed.rule.state, ...signature };
  }
}

/** The product no longer brings it: a default that nobody touched retires. */
export function withoutDefault(entry: RuleEntry, at: Instant): RuleEntry {
  const known = newestDefault(entry);
  if (known === undefined || (known.state !== "active" && known.state !== "shadow")) return entry;
  return { ...entry, versions: entry.versions.map((one) => (one === known ? retired(one, at) : one)) };
}

function retired(one: RuleVersion, at: Instant): RuleVersion {
  return { ...one, state: "retired", stateBy: system, stateAt: at };
}

function draftOf({ rule: { version: _, state: __, ...rule }, examples }: PackRule): RuleDraft {
  return examples.length === 0 ? rule : { ...rule, examples };
}

function withoutWords({ name: _, consequence, cause, action, provenance, examples, workOrder, ...rest }: RuleDraft) {
  return { ...rest, workOrder: workOrder && { ...workOrder, title: undefined } };
}

/** The same for values that say the same, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
