import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import { misplaced, withOverrides } from "@plantroom/model/rules/overrides.ts";
import { type RuleProblem, warning } from "@plantroom/model/rules/problem.ts";
import type { RuleState } from "@plantroom/model/rules/rule.ts";
import { validateRule } from "@plantroom/model/rules/validate.ts";
import type { Estate } from "../sites/estate.ts";
import { effective, newestIn, type RuleEntry, type RuleVersion } from "./entry.ts";

/** Every problem of a rule as if it were in a state; what is asked of one in force is asked of no draft. */
export function problemsOf(draft: RuleDraft, state: RuleState, types: readonly DeviceType[]): RuleProblem[] {
  const { examples: _, ...rule } = draft;
  return validateRule({ ...rule, version: 0, state }, types);
}

/** Problems of a version, worked out once for each state of the estate. */
export class Problems {
  readonly #estate: Estate;
  #version: number | undefined;
  #known = new WeakMap<RuleVersion, readonly RuleProblem[]>();

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  of(version: RuleVersion): readonly RuleProblem[] {
    if (this.#version !== this.#estate.version) {
      this.#known = new WeakMap();
      this.#version = this.#estate.version;
    }
    const problems = this.#known.get(version) ?? problemsOf(version.draft, version.state, this.#estate.deviceTypes());
    this.#known.set(version, problems);
    return problems;
  }
}

/** What sites have differently although the rule says no such thing any more. */
export function lostOverrides(entry: RuleEntry): RuleProblem[] {
  const { draft } = effective(entry);
  return entry.overrides.flatMap(({ site, values }) =>
    misplaced(draft, values).map((path) => warning("override-without-number", path, site)),
  );
}

/** Throws `rule-not-ready` with every error of a rule that is to go into a state. */
export function refuseErrors(draft: RuleDraft, state: RuleState, types: readonly DeviceType[]): void {
  const errors = problemsOf(draft, state, types).filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const at = errors.map(({ path, code, detail, line }) => ({ path, problem: `${code} ${detail}`.trim(), line }));
  throw new Problem("rule-not-ready", { count: errors.length }, { at });
}

/** Throws for values that the rule does not have, or that would make it wrong. */
export function refuseOverride(
  entry: RuleEntry,
  values: Parameters<typeof withOverrides>[1],
  types: readonly DeviceType[],
): void {
  const unknown = misplaced(effective(entry).draft, values);
  if (unknown.length > 0) throw new Problem("rule-override-unknown", { paths: unknown.join(", ") });
  for (const version of [newestIn(entry, "active"), newestIn(entry, "shadow")]) {
    if (version) refuseErrors(withOverrides(version.draft, values), version.state, types);
  }
}
