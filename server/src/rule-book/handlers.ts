import type { RuleImport } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import type { RuleState } from "@plantroom/model/rules/rule.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { pageOf } from "../http/page.ts";
import { maySee, type Person } from "../people/person.ts";
import { shadowRaises } from "../rules/shadow.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import type { Author, RuleBook } from "./book.ts";
import { Problems } from "./checking.ts";
import { effective, newestIn, type RuleChange, type RuleEntry, versionOf } from "./entry.ts";
import { readRules } from "./importing.ts";
import { lineDiff } from "./line-diff.ts";
import { checkRule, checkYaml } from "./reading.ts";
import { detailOf, viewOf } from "./views.ts";
import { exported, yamlOf } from "./yaml.ts";

export interface RuleBookDesk {
  readonly book: RuleBook;
  readonly database: Database;
  readonly estate: Estate;
  readonly clock: Clock;
}

type Keys =
  | "GET /api/rules"
  | "GET /api/rules/export"
  | "POST /api/rules/import"
  | "POST /api/rules/validate"
  | "POST /api/rules"
  | "GET /api/rules/{id}"
  | "PUT /api/rules/{id}"
  | "POST /api/rules/{id}/state"
  | "POST /api/rules/{id}/proposal"
  | "GET /api/rules/{id}/diff"
  | "PUT /api/rules/{id}/overrides/{site}"
  | "DELETE /api/rules/{id}/overrides/{site}";

export function ruleBookHandlers({ book, database, estate, clock }: RuleBookDesk): Handlers<Keys> {
  const problems = new Problems(estate);
  const sees = (person: Person) => (site: string) => maySee(person, site);
  const told = (entry: RuleEntry, person: Person) => detailOf(entry, problems, sees(person));
  const author = (person: Person): Author => ({ by: person.username, at: clock.now() });
  const change = async (id: string, what: RuleChange, note: string, person: Person) =>
    told(await book.change(id, what, note, author(person)), person);

  return {
    "GET /api/rules": async ({ query, person }) => {
      const { items, next } = pageOf(book.all(), query);
      const raised = await shadowRaises(database, person.sites);
      const views = items.map((entry) => {
        const tried = newestIn(entry, "shadow") && { shadowRaised: raised.get(entry.id) ?? 0 };
        return { ...viewOf(entry, problems, sees(person)), ...tried };
      });
      return { items: views, next };
    },

    "GET /api/rules/export": async ({ query: { ids }, person }) => {
      const entries = ids === undefined ? book.all() : ids.split(",").map((id) => book.get(id));
      return exported(entries, sees(person));
    },

    "POST /api/rules/import": async ({ query, body, person }) => {
      forEverySite(person);
      const { rules, overrides } = readRules(body, book, estate, person);
      const answer = { applied: query.dry !== "true", overrides: overrides.map(({ told }) => told) };
      if (query.dry === "true") return { ...answer, rules: rules.map(({ told }) => told) };
      const done: RuleImport["rules"] = [];
      for (const { draft, state, told } of rules) {
        const entry = told.change === "same" ? undefined : await put(draft, person);
        const version = entry?.versions.at(-1)?.version;
        done.push({ ...told, ...(version !== undefined && { version }) });
        const isReady = told.problems.every(({ severity }) => severity !== "error");
        if (query.activate === "true" && isReady && state !== undefined) await bring(draft.id, state, version, person);
      }
      for (const { rule, site, values, reason, told } of overrides) {
        if (told.change === "same") continue;
        if (!book.get(rule).proposal)
          await book.change(rule, { kind: "override", site, values, reason }, "", author(person));
      }
      return { ...answer, rules: done };
    },

    "POST /api/rules/validate": async ({ body }) => {
      const types = estate.deviceTypes();
      return "yaml" in body ? checkYaml(body.yaml, types) : checkRule(body.rule, types);
    },

    "POST /api/rules": async ({ body: { rule, note }, person }) => {
      forEverySite(person);
      return told(await book.add(rule, note, author(person)), person);
    },

    "GET /api/rules/{id}": async ({ params: { id }, person }) => told(book.get(id), person),

    "PUT /api/rules/{id}": async ({ params: { id }, body: { rule, note }, person }) => {
      forEverySite(person);
      if (rule.id !== id) throw invalid("body.rule.id", `is not ${id}`);
      return told(await book.write(rule, note, author(person)), person);
    },

    "POST /api/rules/{id}/state": async ({ params: { id }, body: { to, version, note }, person }) => {
      forEverySite(person);
      const which = version ?? effective(book.get(id)).version;
      return change(id, { kind: "state", version: which, to }, note, person);
    },

    "POST /api/rules/{id}/proposal": async ({ params: { id }, body: { decision }, person }) => {
      const what = book.get(id).proposal?.change;
      if (what && what.kind !== "state") visibleSite(estate, person, what.site);
      else forEverySite(person);
      return told(await (decision === "approve" ? book.approve(id, author(person)) : book.refuse(id)), person);
    },

    "GET /api/rules/{id}/diff": async ({ params: { id }, query: { from, to } }) => {
      const [before, after] = [from, to].map((number) => {
        const version = versionOf(book.get(id), number);
        if (!version) throw new Problem("not-found", { what: "version", id: `${id}/${number}` });
        return yamlOf(version.draft);
      });
      return { lines: lineDiff(before ?? "", after ?? "") };
    },

    "PUT /api/rules/{id}/overrides/{site}": async ({ params: { id, site }, body: { values, reason }, person }) => {
      visibleSite(estate, person, site);
      return change(id, { kind: "override", site, values, reason }, reason, person);
    },

    "DELETE /api/rules/{id}/overrides/{site}": async ({ params: { id, site }, person }) => {
      visibleSite(estate, person, site);
      return change(id, { kind: "override-removed", site }, "", person);
    },
  };

  function put(draft: RuleDraft, person: Person): Promise<RuleEntry> {
    return book.find(draft.id) ? book.write(draft, "", author(person)) : book.add(draft, "", author(person));
  }

  /** Brings what was imported into the state that its file gives it. */
  async function bring(id: string, to: RuleState, version: number | undefined, person: Person): Promise<void> {
    const entry = book.get(id);
    const which = version ?? effective(entry).version;
    if (to === "draft" || entry.proposal || versionOf(entry, which)?.state === to) return;
    // A file that retires a rule means the version in force.
    const meant = to === "retired" ? (newestIn(entry, "active")?.version ?? which) : which;
    await book.change(id, { kind: "state", version: meant, to }, "", author(person));
  }
}

/** Rules are shared by all sites, so who manages some of them leaves them alone. */
function forEverySite({ sites }: Person): void {
  if (sites !== undefined) throw new Problem("not-allowed");
}
