import type { RuleState } from "@plantroom/model/rules/rule.ts";
import type { Database } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import type { RuleEntry, RuleVersion, SiteOverride } from "./entry.ts";

/** Every rule of the book, by its code. */
export async function loadEntries(database: Database): Promise<RuleEntry[]> {
  const versions = await database.selectFrom("ruleVersions").selectAll().orderBy("rule").orderBy("version").execute();
  const overrides = await database.selectFrom("ruleOverrides").selectAll().orderBy("site").execute();
  const proposals = await database.selectFrom("ruleProposals").selectAll().execute();
  const ids = [...new Set(versions.map(({ rule }) => rule))];
  const versionsBy = Map.groupBy(versions, ({ rule }) => rule);
  const overridesBy = Map.groupBy(overrides, ({ rule }) => rule);
  return ids.map((id) => {
    const proposal = proposals.find(({ rule }) => rule === id);
    return {
      id,
      versions: (versionsBy.get(id) ?? []).map(({ rule: _, body, ...row }): RuleVersion => {
        const { source, state, approvedBy, ...rest } = row;
        const words = { source: source as RuleVersion["source"], state: state as RuleState };
        return { ...rest, ...words, approvedBy: approvedBy ?? undefined, draft: JSON.parse(body) };
      }),
      overrides: (overridesBy.get(id) ?? []).map(({ rule: _, changes, ...row }): SiteOverride => {
        return { ...row, values: JSON.parse(changes) };
      }),
      ...(proposal && {
        proposal: { change: JSON.parse(proposal.change), note: proposal.note, by: proposal.by, at: proposal.at },
      }),
    };
  });
}

/** Writes rules as they are now, all of them or none. */
export async function saveEntries(database: Database, entries: readonly RuleEntry[]): Promise<void> {
  const ids = entries.map(({ id }) => id);
  const versions = entries.flatMap(({ id, versions }) =>
    versions.map(({ draft, approvedBy = null, ...one }) => {
      return { ...one, rule: id, body: JSON.stringify(draft), approvedBy };
    }),
  );
  const overrides = entries.flatMap(({ id, overrides }) =>
    overrides.map(({ values, ...one }) => ({ ...one, rule: id, changes: JSON.stringify(values) })),
  );
  const proposals = entries.flatMap(({ id, proposal }) =>
    proposal ? [{ ...proposal, rule: id, change: JSON.stringify(proposal.change) }] : [],
  );
  await database.transaction().execute(async (transaction) => {
    for (const chunk of chunksOf(ids)) {
      await transaction.deleteFrom("ruleVersions").where("rule", "in", chunk).execute();
      await transaction.deleteFrom("ruleOverrides").where("rule", "in", chunk).execute();
      await transaction.deleteFrom("ruleProposals").where("rule", "in", chunk).execute();
    }
    for (const chunk of chunksOf(versions)) await transaction.insertInto("ruleVersions").values(chunk).execute();
    for (const chunk of chunksOf(overrides)) await transaction.insertInto("ruleOverrides").values(chunk).execute();
    for (const chunk of chunksOf(proposals)) await transaction.insertInto("ruleProposals").values(chunk).execute();
  });
}
