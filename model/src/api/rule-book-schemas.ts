import { z } from "zod";
import { overrideValues, ruleInFile } from "../rules/file.ts";
import { ruleProblemCodes } from "../rules/problem.ts";
import { ruleStates } from "../rules/rule.ts";
import { siteId, time } from "./schemas.ts";

const note = z.string().trim().max(2_000);

/** Where a version comes from: with the product, or from people. */
const source = z.enum(["default", "own"]);

export const ruleProblem = z.strictObject({
  code: z.enum(ruleProblemCodes),
  severity: z.enum(["error", "warning"]),
  /** Where in the rule: `when.of.1.limit`. */
  path: z.string(),
  detail: z.string(),
  /** In the text of an expression, both from 1. */
  line: z.number().optional(),
  column: z.number().optional(),
  /** In the YAML text, from 1, when a text was checked. */
  fileLine: z.number().optional(),
});

export const ruleOverride = z.strictObject({
  site: siteId,
  values: overrideValues,
  reason: z.string(),
  by: z.string(),
  at: time,
});

/** A change that waits for a second person. */
export const ruleProposal = z.strictObject({
  change: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("state"), version: z.number(), to: z.enum(ruleStates) }),
    z.strictObject({ kind: z.literal("override"), site: siteId, values: overrideValues, reason: z.string() }),
    z.strictObject({ kind: z.literal("override-removed"), site: siteId }),
  ]),
  note: z.string(),
  by: z.string(),
  at: time,
});

/** A `Rule` as it is effective, and how it stands in the book: the version in force, else that in shadow, else the newest. */
export const ruleView = z.looseObject({
  id: z.string(),
  version: z.number(),
  state: z.enum(ruleStates),
  source,
  /** The newest that came with the product; none for a rule of one's own. */
  defaultVersion: z.number().optional(),
  /** Another version that is being tried beside the one in force, or waits as a draft. */
  shadowVersion: z.number().optional(),
  draftVersion: z.number().optional(),
  overrides: z.array(ruleOverride),
  problems: z.array(ruleProblem),
  proposal: ruleProposal.optional(),
  /** How many alarms its versions in shadow would have raised, as far as it is kept; none without a version in shadow. */
  shadowRaised: z.number().optional(),
});

export const ruleVersion = z.strictObject({
  version: z.number(),
  state: z.enum(ruleStates),
  source,
  madeBy: z.string(),
  madeAt: time,
  note: z.string(),
  /** Who brought it into its state last, who approved that, and when. */
  stateBy: z.string(),
  approvedBy: z.string().optional(),
  stateAt: time,
  problems: z.array(ruleProblem),
  rule: z.looseObject({ id: z.string() }),
});

/** A number that a site may have differently. */
const overridable = z.strictObject({
  path: z.string(),
  value: z.union([z.number(), z.string()]),
});

export const ruleDetail = ruleView.extend({
  versions: z.array(ruleVersion),
  /** The effective version as YAML. */
  yaml: z.string(),
  overridable: z.array(overridable),
});

const exampleResult = z.strictObject({
  /** Its place in the list, from 0. */
  example: z.number(),
  passed: z.boolean(),
  expected: z.string(),
  found: z.string(),
  problem: z.string().optional(),
});

export const ruleCheck = z.strictObject({
  /** As it was read; none when its shape is wrong. */
  rule: z.looseObject({ id: z.string() }).optional(),
  yaml: z.string().optional(),
  problems: z.array(ruleProblem),
  examples: z.array(exampleResult),
});

/** Lines of two YAML texts: in both, only in the first, only in the second. */
export const yamlDiff = z.array(z.strictObject({ op: z.enum(["same", "removed", "added"]), text: z.string() }));

export const ruleImport = z.strictObject({
  applied: z.boolean(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      change: z.enum(["added", "changed", "same"]),
      /** The version that was made of it. */
      version: z.number().optional(),
      diff: yamlDiff,
      problems: z.array(ruleProblem),
    }),
  ),
  overrides: z.array(z.strictObject({ rule: z.string(), site: siteId, change: z.enum(["added", "changed", "same"]) })),
});

export const ruleInput = z.strictObject({ rule: ruleInFile, note: note.default("") });
export const ruleStateInput = z.strictObject({
  to: z.enum(ruleStates),
  /** The effective version where it says nothing. */
  version: z.int().min(1).optional(),
  note: note.default(""),
});
export const ruleDecision = z.strictObject({
  decision: z.enum(["approve", "refuse"]),
  note: note.default(""),
});
export const ruleOverrideInput = z.strictObject({ values: overrideValues, reason: note.min(1) });
export const ruleCheckInput = z.union([
  z.strictObject({ yaml: z.string().max(200_000) }),
  z.strictObject({ rule: z.record(z.string(), z.unknown()) }),
]);
