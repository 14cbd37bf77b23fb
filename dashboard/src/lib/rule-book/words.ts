import type { RuleProblemView, RuleView } from "@plantroom/model/api/types.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { RuleProblemCode } from "@plantroom/model/rules/problem.ts";
import type { RuleState } from "@plantroom/model/rules/rule.ts";
import { m } from "#messages";

export function ruleStateWords(state: RuleState): string {
  return {
    draft: m.rules_state_draft,
    shadow: m.rules_state_shadow,
    active: m.rules_state_active,
    retired: m.rules_state_retired,
  }[state]();
}

export function sourceWords(source: RuleView["source"]): string {
  return source === "default" ? m.rules_source_default() : m.rules_source_own();
}

/** What is wrong, with what it speaks of. */
export function ruleProblemWords({ code, detail }: Pick<RuleProblemView, "code" | "detail">): string {
  const known: Readonly<Record<RuleProblemCode, () => string>> = {
    "no-types": m.rules_problem_no_types,
    "unknown-type": m.rules_problem_unknown_type,
    "unknown-point": m.rules_problem_unknown_point,
    "unknown-attribute": m.rules_problem_unknown_attribute,
    "point-not-numeric": m.rules_problem_point_not_numeric,
    "value-not-possible": m.rules_problem_value_not_possible,
    "limit-out-of-range": m.rules_problem_limit_out_of_range,
    "deadband-negative": m.rules_problem_negative,
    "delay-negative": m.rules_problem_negative,
    "window-out-of-range": m.rules_problem_window,
    "levels-nested": m.rules_problem_levels_nested,
    "levels-empty": m.rules_problem_levels_empty,
    "levels-out-of-order": m.rules_problem_levels_order,
    "condition-empty": m.rules_problem_condition_empty,
    "condition-too-deep": m.rules_problem_condition_deep,
    "comparison-incomplete": m.rules_problem_incomplete,
    "weeks-out-of-range": m.rules_problem_weeks,
    "calendar-invalid": m.rules_problem_calendar,
    "expression-syntax": m.rules_problem_expression_syntax,
    "expression-type": m.rules_problem_expression_type,
    "expression-not-boolean": m.rules_problem_expression_not_boolean,
    "expression-too-long": m.rules_problem_expression_too_long,
    "no-consequence": m.rules_problem_no_consequence,
    "no-action": m.rules_problem_no_action,
    "no-time-to-respond": m.rules_problem_no_time,
    "priority-after-out-of-order": m.rules_problem_priority_after,
    "auto-acknowledge-not-low": m.rules_problem_auto_acknowledge,
    "not-readable": m.rules_problem_not_readable,
    "example-failed": m.rules_problem_example,
    "priority-not-of-matrix": m.rules_problem_matrix,
    "off-delay-long": m.rules_problem_off_delay_long,
    "deadband-wide": m.rules_problem_deadband_wide,
    "override-without-number": m.rules_problem_override_lost,
  };
  const sentence = known[code]();
  return detail === "" ? sentence : `${sentence} (${detail})`;
}

export function conditionKindWords(kind: Condition["kind"]): string {
  return {
    above: m.rules_kind_above,
    below: m.rules_kind_below,
    outside: m.rules_kind_outside,
    levels: m.rules_kind_levels,
    is: m.rules_kind_is,
    rate: m.rules_kind_rate,
    stuck: m.rules_kind_stuck,
    count: m.rules_kind_count,
    aggregate: m.rules_kind_aggregate,
    "set-point": m.rules_kind_set_point,
    baseline: m.rules_kind_baseline,
    siblings: m.rules_kind_siblings,
    expression: m.rules_kind_expression,
    "no-data": m.rules_kind_no_data,
    offline: m.rules_kind_offline,
    not: m.rules_kind_not,
    all: m.rules_kind_all,
    any: m.rules_kind_any,
  }[kind]();
}

/** What of a condition a field of the form asks for. */
export function fieldWords(key: string): string {
  const known: Readonly<Record<string, () => string>> = {
    point: m.rules_field_point,
    limit: m.rules_field_limit,
    low: m.rules_field_low,
    high: m.rules_field_high,
    from: m.rules_field_from,
    deadband: m.rules_field_deadband,
    values: m.rules_field_values,
    windowSeconds: m.rules_field_window,
    seconds: m.rules_field_for,
    per: m.rules_field_per,
    side: m.rules_field_side,
    figure: m.rules_field_figure,
    of: m.rules_field_of,
    atLeast: m.rules_field_at_least,
    atMost: m.rules_field_at_most,
    weeks: m.rules_field_weeks,
    mads: m.rules_field_mads,
    by: m.rules_field_by,
    tolerance: m.rules_field_tolerance,
    cel: m.rules_field_cel,
    levels: m.rules_kind_levels,
  };
  return known[key]?.() ?? key;
}

/** A number that a site may have differently, by its place in the rule: `when.of.1.limit` is the limit of condition 2. */
export function pathWords(path: string): string {
  if (path === "onDelaySeconds") return m.rules_on_delay();
  if (path === "offDelaySeconds") return m.rules_off_delay();
  if (path === "priority") return m.common_priority();
  const part = /\.(\d+)\./.exec(path)?.[1];
  const name = fieldWords(path.split(".").at(-1) ?? path);
  return part === undefined ? name : `${name} (${m.rules_condition_number({ number: Number(part) + 1 })})`;
}

export function optionWords(option: string): string {
  const known: Readonly<Record<string, () => string>> = {
    above: m.rules_option_above,
    below: m.rules_option_below,
    either: m.rules_option_either,
    second: m.rules_option_second,
    minute: m.rules_option_minute,
    hour: m.rules_option_hour,
    mean: m.rules_option_mean,
    min: m.rules_option_min,
    max: m.rules_option_max,
    sum: m.rules_option_sum,
    deviation: m.rules_option_deviation,
    transitions: m.rules_option_transitions,
    samples: m.rules_option_samples,
  };
  return known[option]?.() ?? option;
}
