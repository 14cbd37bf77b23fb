/** Every code of a problem; each has a sentence in every language of the dashboard. */
export const ruleProblemCodes = [
  "no-types",
  "unknown-type",
  "unknown-point",
  "unknown-attribute",
  "point-not-numeric",
  "value-not-possible",
  "limit-out-of-range",
  "deadband-negative",
  "delay-negative",
  "window-out-of-range",
  "levels-nested",
  "levels-empty",
  "levels-out-of-order",
  "condition-empty",
  "condition-too-deep",
  "comparison-incomplete",
  "weeks-out-of-range",
  "calendar-invalid",
  "expression-syntax",
  "expression-type",
  "expression-not-boolean",
  "expression-too-long",
  "no-consequence",
  "no-action",
  "no-time-to-respond",
  "priority-after-out-of-order",
  "auto-acknowledge-not-low",
  /** The text is no YAML, or has no rule's shape. */
  "not-readable",
  /** An example of the rule does not come out as it says. */
  "example-failed",
  /** Warnings: they keep no rule from going into force. */
  "priority-not-of-matrix",
  "off-delay-long",
  "deadband-wide",
  /** A site has its own number for something that the rule no longer says. */
  "override-without-number",
] as const;
export type RuleProblemCode = (typeof ruleProblemCodes)[number];

/** What is wrong with a rule, and where. */
export interface RuleProblem {
  readonly code: RuleProblemCode;
  readonly severity: "error" | "warning";
  /** Where in the rule: `when.of.1.limit`, `calendar.weekly.0`. */
  readonly path: string;
  /** What the sentence of the code speaks of: the point's name, the limit, the message of the expression's checker. */
  readonly detail: string;
  /** In the text of an expression, both from 1. */
  readonly line?: number;
  readonly column?: number;
}

export function error(code: RuleProblemCode, path: string, detail: unknown = ""): RuleProblem {
  return { code, severity: "error", path, detail: String(detail) };
}

export function warning(code: RuleProblemCode, path: string, detail: unknown = ""): RuleProblem {
  return { code, severity: "warning", path, detail: String(detail) };
}
