import type { Priority } from "@plantroom/model/alarms/priority.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import type { OverrideValues } from "@plantroom/model/rules/overrides.ts";
import type { Rule, RuleState } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";

/** One version of a rule. What it says stays; its state is where it is in its life. */
export interface RuleVersion {
  readonly version: number;
  readonly source: "default" | "own";
  readonly draft: RuleDraft;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly note: string;
  readonly state: RuleState;
  readonly stateBy: string;
  /** The second person, where two are needed. */
  readonly approvedBy?: string | undefined;
  readonly stateAt: Instant;
}

/** What a site has differently of a rule. */
export interface SiteOverride {
  readonly site: string;
  readonly values: OverrideValues;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export type RuleChange =
  | { readonly kind: "state"; readonly version: number; readonly to: RuleState }
  | {
      readonly kind: "override";
      readonly site: string;
      readonly values: Readonly<Record<string, number | Priority>>;
      readonly reason: string;
    }
  | { readonly kind: "override-removed"; readonly site: string };

/** A change that waits for a second person. */
export interface RuleProposal {
  readonly change: RuleChange;
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
}

/** A rule with its whole life; versions in the order of their numbers, never none. */
export interface RuleEntry {
  readonly id: string;
  readonly versions: readonly RuleVersion[];
  readonly overrides: readonly SiteOverride[];
  readonly proposal?: RuleProposal | undefined;
}

export function versionOf(entry: RuleEntry, version: number): RuleVersion | undefined {
  return entry.versions.find((one) => one.version === version);
}

/** The newest version in a state; of the active and of shadow there is at most one. */
export function newestIn(entry: RuleEntry, state: RuleState): RuleVersion | undefined {
  return entry.versions.findLast((one) => one.state === state);
}

export function newestDefault(entry: RuleEntry): RuleVersion | undefined {
  return entry.versions.findLast(({ source }) => source === "default");
}

/** The version in force, else that in shadow, else the newest draft, else the last of all. */
export function effective(entry: RuleEntry): RuleVersion {
  const found = newestIn(entry, "active") ?? newestIn(entry, "shadow") ?? newestIn(entry, "draft");
  return found ?? (entry.versions.at(-1) as RuleVersion);
}

export function nextVersion(entry: RuleEntry | undefined): number {
  return (entry?.versions.at(-1)?.version ?? 0) + 1;
}

export function asRule({ draft, version, state }: RuleVersion): Rule {
  const { examples: _, ...rule } = draft;
  return { ...rule, version, state };
}
