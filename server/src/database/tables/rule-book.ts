/** One version of a rule: what it says is never changed, its state is. `body` is a `RuleDraft`. */
export interface RuleVersionsTable {
  rule: string;
  version: number;
  source: string;
  body: string;
  madeBy: string;
  madeAt: number;
  note: string;
  state: string;
  stateBy: string;
  approvedBy: string | null;
  stateAt: number;
}

/** A site's own values of a rule: `changes` by their path. */
export interface RuleOverridesTable {
  rule: string;
  site: string;
  changes: string;
  reason: string;
  by: string;
  at: number;
}

/** A change that waits for a second person; one for each rule. */
export interface RuleProposalsTable {
  rule: string;
  change: string;
  note: string;
  by: string;
  at: number;
}

export interface RuleBookTables {
  ruleVersions: RuleVersionsTable;
  ruleOverrides: RuleOverridesTable;
  ruleProposals: RuleProposalsTable;
}
