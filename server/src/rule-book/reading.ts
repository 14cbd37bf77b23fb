import type { RuleCheck } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { runExample } from "@plantroom/model/rules/example.ts";
import { type RuleDraft, ruleInFile } from "@plantroom/model/rules/file.ts";
import { error, type RuleProblem, warning } from "@plantroom/model/rules/problem.ts";
import { faultsOf, readYaml, type YamlFile } from "../sites/yaml-file.ts";
import { problemsOf } from "./checking.ts";
import { yamlOf } from "./yaml.ts";

type CheckProblem = RuleCheck["problems"][number];

/** Reads a rule that somebody writes and tells all that is wrong with it, as if it were to go into force. */
export function checkYaml(text: string, types: readonly DeviceType[]): RuleCheck {
  const file = readYaml(text);
  if (file.faults.length > 0) {
    const problems = file.faults.map(({ problem, line }) => ({
      ...error("not-readable", "", problem),
      fileLine: line,
    }));
    return { problems, examples: [] };
  }
  return check(file.value, types, file);
}

/** The same of a rule as a form has it. */
export function checkRule(rule: unknown, types: readonly DeviceType[]): RuleCheck {
  return check(rule, types, readYaml(""));
}

function check(value: unknown, types: readonly DeviceType[], file: YamlFile): RuleCheck {
  const read = ruleInFile.safeParse(value);
  if (!read.success) {
    const problems = faultsOf(file, read.error).map(({ path, problem, line }) => {
      return { ...error("not-readable", path, problem), fileLine: line };
    });
    return { problems, examples: [] };
  }
  const draft: RuleDraft = read.data;
  const problems = problemsOf(draft, "active", types);
  const isReadable = problems.every(({ code }) => !code.startsWith("expression"));
  const examples = isReadable ? examplesOf(draft) : [];
  return {
    rule: { ...draft },
    yaml: yamlOf(draft),
    problems: [...problems, ...failed(examples)].map((problem) => placed(problem, file)),
    examples,
  };
}

/** How the small tests of a rule come out. */
function examplesOf({ examples = [], ...rule }: RuleDraft): RuleCheck["examples"] {
  return examples.map((one, i) => {
    const { passed, found, problem } = runExample({ ...rule, version: 0, state: "active" }, one);
    return { example: i, passed, expected: one.expect, found, ...(problem !== undefined && { problem }) };
  });
}

function failed(examples: RuleCheck["examples"]): RuleProblem[] {
  return examples
    .filter(({ passed }) => !passed)
    .map(({ example, found, problem }) => warning("example-failed", `examples.${example}`, problem ?? found));
}

/** With the line of the text at which it stands. */
export function placed(problem: RuleProblem, file: YamlFile, base: readonly PropertyKey[] = []): CheckProblem {
  return { ...problem, fileLine: file.lineOf([...base, ...problem.path.split(".")]) };
}
