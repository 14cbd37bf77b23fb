import type { RuleDetail, RuleVersionView, RuleView } from "@plantroom/model/api/types.ts";
import { overridables } from "@plantroom/model/rules/overrides.ts";
import { iso } from "@plantroom/model/time.ts";
import { lostOverrides, type Problems } from "./checking.ts";
import { asRule, effective, newestDefault, newestIn, type RuleEntry, type RuleVersion } from "./entry.ts";
import { yamlOf } from "./yaml.ts";

/** What of a rule somebody sees who may see these sites. */
export function viewOf(entry: RuleEntry, problems: Problems, sees: (site: string) => boolean): RuleView {
  const version = effective(entry);
  const { proposal } = entry;
  const draft = newestIn(entry, "draft");
  const isSeen = proposal && (proposal.change.kind === "state" || sees(proposal.change.site));
  return {
    ...asRule(version),
    source: version.source,
    defaultVersion: newestDefault(entry)?.version,
    shadowVersion: newestIn(entry, "shadow")?.version,
    draftVersion: draft?.version,
    overrides: entry.overrides
      .filter(({ site }) => sees(site))
      .map(({ values, at, ...one }) => ({ ...one, values: { ...values }, at: iso(at) })),
    problems: [...problems.of(version), ...lostOverrides(entry)],
    ...(proposal && isSeen && { proposal: proposalView(proposal) }),
  };
}

export function detailOf(entry: RuleEntry, problems: Problems, sees: (site: string) => boolean): RuleDetail {
  const { draft } = effective(entry);
  return {
    ...viewOf(entry, problems, sees),
    versions: entry.versions.map((one) => versionView(one, problems)),
    yaml: yamlOf(draft),
    overridable: overridables(draft).map((one) => ({ ...one })),
  };
}

function versionView(one: RuleVersion, problems: Problems): RuleVersionView {
  const { draft, madeAt, stateAt, ...rest } = one;
  return {
    ...rest,
    madeAt: iso(madeAt),
    stateAt: iso(stateAt),
    problems: [...problems.of(one)],
    rule: { ...draft },
  };
}

function proposalView({ change, note, by, at }: NonNullable<RuleEntry["proposal"]>) {
  const copy = change.kind === "override" ? { ...change, values: { ...change.values } } : { ...change };
  return { change: copy, note, by, at: iso(at) };
}
