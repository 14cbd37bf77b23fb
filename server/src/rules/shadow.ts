import type { Evidence } from "@plantroom/model/alarms/alarm.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf, keysOf, pageOfRows } from "../database/keyset.ts";
import { ruleNamed } from "../rule-book/rule-set.ts";
import type { Change } from "./change.ts";

/** So many are kept of all rules in shadow; older ones go. */
const keptAtMost = 50_000;

/** Journals what rules in shadow found. */
export async function saveShadow(transaction: DatabaseTransaction, changes: readonly Change[]): Promise<void> {
  const rows = changes.map((change) => {
    const { site, equipment, at, kind } = change;
    const rule =
      typeof change.rule === "string" ? { rule: ruleNamed(change.rule), ruleVersion: null } : versionOf(change.rule);
    const priority = "priority" in change ? (change.priority ?? null) : null;
    return { site, equipment, at, change: kind, ...rule, priority, evidence: JSON.stringify(evidenceOf(change)) };
  });
  for (const chunk of chunksOf(rows)) await transaction.insertInto("shadowChanges").values(chunk).execute();
  if (rows.length === 0) return;
  await transaction
    .deleteFrom("shadowChanges")
    .where("id", "<=", ({ selectFrom, fn, eb }) =>
      selectFrom("shadowChanges").select(eb(fn.max("id"), "-", keptAtMost).as("last")),
    )
    .execute();
}

function versionOf({ id, version }: { readonly id: string; readonly version: number }) {
  return { rule: ruleNamed(id), ruleVersion: version };
}

function evidenceOf(change: Change): readonly Evidence[] {
  if (!("evidence" in change) || change.evidence === undefined) return [];
  return Array.isArray(change.evidence) ? change.evidence : [change.evidence as Evidence];
}

export interface ShadowSearch {
  readonly rule: string;
  /** All sites where it says nothing. */
  readonly sites: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What a rule in shadow found, newest first. */
export async function searchShadow(database: Database, { rule, sites, cursor, limit }: ShadowSearch) {
  const [before] = cursor === undefined ? [] : (keysOf(cursor, ["number"]) as [number]);
  const rows = await database
    .selectFrom("shadowChanges")
    .selectAll()
    .where("rule", "=", rule)
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .$if(before !== undefined, (some) => some.where("id", "<", before ?? 0))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOfRows(rows, limit, ({ id }) => [id]);
}

/** How often each rule in shadow would have raised, as far as it is kept. */
export async function shadowRaises(database: Database, sites: readonly string[] | undefined) {
  const rows = await database
    .selectFrom("shadowChanges")
    .select(({ fn }) => ["rule", fn.countAll<number>().as("raised")])
    .where("change", "=", "raised")
    .$if(sites !== undefined, (some) => some.where("site", "in", sites ?? []))
    .groupBy("rule")
    .execute();
  return new Map(rows.map(({ rule, raised }) => [rule, Number(raised)]));
}
