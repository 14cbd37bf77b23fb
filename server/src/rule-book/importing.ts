import { isDeepStrictEqual } from "node:util";
import type { RuleImport } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { type RuleDraft, rulesFile } from "@plantroom/model/rules/file.ts";
import { misplaced, type OverrideValues } from "@plantroom/model/rules/overrides.ts";
import type { RuleState } from "@plantroom/model/rules/rule.ts";
import type { Person } from "../people/person.ts";
import { maySee } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { type FileFault, fault, faultsOf, fileInvalid, readYaml, type YamlFile } from "../sites/yaml-file.ts";
import type { RuleBook } from "./book.ts";
import { problemsOf } from "./checking.ts";
import { effective, type RuleEntry } from "./entry.ts";
import { lineDiff } from "./line-diff.ts";
import { placed } from "./reading.ts";
import { yamlOf } from "./yaml.ts";

interface ReadRule {
  readonly draft: RuleDraft;
  readonly state: RuleState | undefined;
  readonly told: RuleImport["rules"][number];
}

interface ReadOverride {
  readonly rule: string;
  readonly site: string;
  readonly values: OverrideValues;
  readonly reason: string;
  readonly told: RuleImport["overrides"][number];
}

/** A file of rules held against the book. Throws `file-invalid` with every fault and its line. */
export function readRules(text: string, book: RuleBook, estate: Estate, person: Person) {
  const file = readYaml(text);
  if (file.faults.length > 0) throw fileInvalid(file.faults);
  const read = rulesFile.safeParse(file.value);
  if (!read.success) throw fileInvalid(faultsOf(file, read.error));
  const { rules, overrides = [] } = read.data;
  const ids = rules.map(({ id }) => id);
  const drafts = new Map<string, RuleDraft>(rules.map(({ state: _, ...draft }) => [draft.id, draft]));
  const known = (id: string) => drafts.get(id) ?? draftIn(book.find(id));
  const faults = [
    ...ids.flatMap((id, i) =>
      ids.indexOf(id) < i ? [fault(file, ["rules", i, "id"], `${id} stands twice in the file`)] : [],
    ),
    ...overrides.flatMap(({ rule, site, values }, i) => {
      const at = (key: string, problem: string) => [fault(file, ["overrides", i, key], problem)];
      const draft = known(rule);
      if (!draft) return at("rule", `there is no rule ${rule}`);
      if (!estate.site(site) || !maySee(person, site)) return at("site", `there is no site ${site}`);
      return misplaced(draft, values).flatMap((path): FileFault[] => at("values", `${rule} has no ${path} to change`));
    }),
  ];
  if (faults.length > 0) throw fileInvalid(faults);
  return {
    rules: rules.map(({ state, ...draft }, i): ReadRule => {
      return { draft, state, told: ruleTold(draft, book.find(draft.id), estate.deviceTypes(), file, i) };
    }),
    overrides: overrides.map((one): ReadOverride => {
      const before = book.find(one.rule)?.overrides.find(({ site }) => site === one.site);
      const isSame = isDeepStrictEqual(before?.values, one.values) && before?.reason === one.reason;
      const change = before === undefined ? "added" : isSame ? "same" : "changed";
      return { ...one, told: { rule: one.rule, site: one.site, change } };
    }),
  };
}

function draftIn(entry: RuleEntry | undefined): RuleDraft | undefined {
  return entry && effective(entry).draft;
}

function ruleTold(
  draft: RuleDraft,
  entry: RuleEntry | undefined,
  types: readonly DeviceType[],
  file: YamlFile,
  place: number,
): ReadRule["told"] {
  const [before, after] = [entry ? yamlOf(effective(entry).draft) : "", yamlOf(draft)];
  const change = entry === undefined ? "added" : before === after ? "same" : "changed";
  return {
    id: draft.id,
    change,
    diff: change === "same" ? [] : lineDiff(before, after),
    problems: problemsOf(draft, "active", types).map((one) => placed(one, file, ["rules", place])),
  };
}
