import type { Comparison, Condition, ConditionOf, Distance, Level, Limit } from "@plantroom/model/rules/condition.ts";
import type { PackedRule } from "@plantroom/model/rules/pack/build.ts";
import { coverageOf } from "@plantroom/model/rules/pack/coverage.ts";
import { code, page, table } from "./markdown.ts";

export function rulesPage(pack: readonly PackedRule[]): string {
  const rows = pack.map(({ rule }) => [
    code(rule.id),
    rule.name.en,
    rule.name["zh-Hant"],
    rule.types.map(code).join(" "),
    inWords(rule.when),
    `${rule.onDelaySeconds} s / ${rule.offDelaySeconds} s`,
    rule.priority,
    [rule.latching ? "latches" : "", rule.lifeSafety ? "life safety" : "", rule.workOrder ? "work order" : ""]
      .filter(Boolean)
      .join(", "),
    rule.action.en,
    rule.provenance,
  ]);
  const head = ["Rule", "Alarm", "繁體中文", "For", "When", "On / off delay", "Priority", "", "What to do", "From"];
  const intro = `The ${pack.length} rules that come with Plantroom. Each carries small tests of its own (${examplesIn(pack)} in all).`;
  return page("Rules", intro, table(head, rows), ...coveragePart(pack));
}

function examplesIn(pack: readonly PackedRule[]): number {
  return pack.reduce((sum, { examples }) => sum + examples.length, 0);
}

/** Which rules of the domain catalogue the pack says, and why not the others. */
function coveragePart(pack: readonly PackedRule[]): string[] {
  const coverage = coverageOf(pack);
  const many = (how: string) => coverage.filter((one) => one.how === how).length;
  const sum = `Of the ${coverage.length} rules of the domain catalogue ${many("whole")} are said whole, ${many("part")} in part or by other figures, ${many("none")} not.`;
  const rows = coverage.map(({ code: domain, rules, how, why }) => [domain, rules.map(code).join(" "), how, why ?? ""]);
  return ["## Coverage of the domain catalogue", sum, table(["Domain rule", "Rules", "How", "Why"], rows)];
}

/** The condition as one reads it aloud. */
export function inWords(condition: Condition): string {
  switch (condition.kind) {
    case "above":
      return `${code(condition.point)} > ${limitInWords(condition.limit)}${deadband(condition)}`;
    case "below":
      return `${code(condition.point)} < ${limitInWords(condition.limit)}${deadband(condition)}`;
    case "outside": {
      const { point, low, high } = condition;
      return `${code(point)} outside ${limitInWords(low)} to ${limitInWords(high)}${deadband(condition)}`;
    }
    case "levels": {
      const { point, levels } = condition;
      const steps = levels.map(({ level, limit, priority }) => `${stepInWords(level, limit)} (${priority})`);
      return `${code(point)} ${steps.join(", ")}${deadband(condition)}`;
    }
    case "is":
      return `${code(condition.point)} is ${condition.values.map(String).join(" or ")}`;
    case "no-data":
      return `${condition.point === undefined ? "nothing" : code(condition.point)} not heard for ${condition.seconds} s`;
    case "offline":
      return "offline";
    case "not":
      return `not ${nested(condition.of)}`;
    case "all":
      return condition.of.map(nested).join(" and ");
    case "any":
      return condition.of.map(nested).join(" or ");
    default:
      return overTimeInWords(condition);
  }
}

function overTimeInWords(
  condition: ConditionOf<
    "rate" | "stuck" | "count" | "aggregate" | "set-point" | "baseline" | "siblings" | "expression"
  >,
): string {
  switch (condition.kind) {
    case "rate": {
      const { point, per, windowSeconds, absolute } = condition;
      const figure = `change of ${code(point)} per ${per} over ${windowSeconds} s${absolute ? ", either way" : ""}`;
      return `${figure} ${comparisonInWords(condition)}`;
    }
    case "stuck":
      return `${code(condition.point)} moved by no more than ${condition.tolerance ?? 0} for ${condition.seconds} s`;
    case "count": {
      const { point, of, values, windowSeconds, atLeast, atMost } = condition;
      const what = values === undefined ? code(point) : `${code(point)} = ${values.map(String).join(" or ")}`;
      const often = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
      return `${often} ${of} of ${what} in ${windowSeconds} s`;
    }
    case "aggregate":
      return `${condition.figure} of ${code(condition.point)} over ${condition.windowSeconds} s ${comparisonInWords(condition)}`;
    case "set-point":
      return `${code(condition.point)} ${awayInWords(condition)} ${limitInWords(condition.from)}${deadband(condition)}`;
    case "baseline": {
      const mads = condition.mads === undefined ? "" : ` by ${condition.mads} robust deviations`;
      const hours = `the median of the same hour of the last ${condition.weeks} weeks`;
      return `${code(condition.point)} ${awayInWords(condition)} ${hours}${mads}${deadband(condition)}`;
    }
    case "siblings":
      return `${code(condition.point)} ${awayInWords(condition)} the median of its siblings${deadband(condition)}`;
    case "expression":
      return code(condition.cel);
  }
}

function awayInWords({ side, by }: { side: "above" | "below" | "either"; by?: Distance }): string {
  const distance = by === undefined ? "" : "ratio" in by ? `${Math.round(by.ratio * 100)} % ` : `${by.amount} `;
  return `${distance}${side === "either" ? "away from" : side}`;
}

function comparisonInWords(comparison: Comparison): string {
  return `${comparison.side === "above" ? ">" : "<"} ${limitInWords(comparison.limit)}${deadband(comparison)}`;
}

function stepInWords(level: Level["level"], limit: Limit): string {
  return `${level.startsWith("hi") ? ">" : "<"} ${limitInWords(limit)}`;
}

function nested(condition: Condition): string {
  const several = (condition.kind === "all" || condition.kind === "any") && condition.of.length > 1;
  return several ? `(${inWords(condition)})` : inWords(condition);
}

function deadband({ deadband: band }: { readonly deadband?: number }): string {
  return band ? ` (deadband ${band})` : "";
}

function limitInWords(limit: Limit): string {
  if (typeof limit === "number") return String(limit);
  const name = "attribute" in limit ? `attribute ${code(limit.attribute)}` : code(limit.point);
  const times = limit.times === undefined ? "" : `${limit.times} × `;
  const plus = limit.plus === undefined ? "" : limit.plus < 0 ? ` − ${-limit.plus}` : ` + ${limit.plus}`;
  return `${times}${name}${plus}`;
}
