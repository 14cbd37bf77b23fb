import type { BacktestInput } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { ruleInFile } from "@plantroom/model/rules/file.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { validateRule } from "@plantroom/model/rules/validate.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { day, type Instant } from "@plantroom/model/time.ts";
import { invalid } from "../http/invalid.ts";
import type { Person } from "../people/person.ts";
import { type Period, periodOf } from "../readings/period.ts";
import type { RuleBook } from "../rule-book/book.ts";
import { effective } from "../rule-book/entry.ts";
import { isInScope } from "../rules/rules-in-force.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleEquipment, visibleSite } from "../sites/visible.ts";

/** What is to be tried at what, and when. */
export interface Question {
  readonly site: Site;
  readonly period: Period;
  readonly equipment: readonly Equipment[];
  readonly draft: Rule;
  /** The version of the draft where it is one of the book. */
  readonly version: number | undefined;
  /** As it is in force at the site, with the site's own numbers. */
  readonly active: Rule | undefined;
  readonly suggest: boolean;
}

const longest = 400 * day;

/** Throws `rule-invalid`, `period-invalid`, `not-found`, `request-invalid`. A draft is taken as it is written, own numbers of the site or not. */
export function questionOf(
  input: BacktestInput,
  person: Person,
  { book, estate, now }: { readonly book: RuleBook; readonly estate: Estate; readonly now: Instant },
): Question {
  const site = visibleSite(estate, person, input.site);
  const { from, to } = periodOf(input, longest);
  // What has not been yet is no silence.
  const until = site.clock === "wall" ? Math.min(to, now) : to;
  const period = { from, to: until > from ? until : to };
  const entry = input.id === undefined ? undefined : book.get(input.id);
  const id = input.id ?? String(input.rule?.id);
  const { rules, forSite } = book.ruleSet();
  const inForce = rules.find((rule) => rule.id === id && rule.state === "active");
  const active = inForce && forSite(inForce, site.id);
  const found = entry && effective(entry);
  const draft = found
    ? active?.version === found.version
      ? active
      : judged(found.draft, estate)
    : judged(input.rule, estate);
  const equipment = (input.equipment ?? []).map((one) => visibleEquipment(estate, person, site.id, one));
  const wrong = equipment.find(({ type }) => !draft.types.includes(type));
  if (wrong) throw invalid("body.equipment", `the rule is not for "${wrong.id}", a ${wrong.type}`);
  const all = () =>
    estate.equipmentOf(site.id).filter((one) => draft.types.includes(one.type) && isInScope(draft, one));
  return {
    ...{ site, period, draft, active, version: found?.version, suggest: input.suggest ?? false },
    equipment: equipment.length > 0 ? equipment : all(),
  };
}

function judged(given: unknown, estate: Estate): Rule {
  const read = ruleInFile.safeParse(given);
  if (!read.success) {
    throw refused(
      read.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), problem: message })),
    );
  }
  const { examples: _, ...draft } = read.data;
  const rule: Rule = { ...draft, version: 0, state: "draft" };
  const errors = validateRule(rule, estate.deviceTypes()).filter(({ severity }) => severity === "error");
  if (errors.length === 0) return rule;
  throw refused(errors.map(({ path, code, detail, line }) => ({ path, problem: `${code} ${detail}`.trim(), line })));
}

function refused(at: Problem["at"]): Problem {
  const [first] = at;
  return new Problem("rule-invalid", { problem: `${first?.path}: ${first?.problem}` }, { at });
}
