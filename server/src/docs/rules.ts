import type { Condition, Limit } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { code, page, table } from "./markdown.ts";

export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => [
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
  return page("Rules", "The rules that come with Plantroom.", table(head, rows));
}

/** The condition as one reads it aloud. */
export function inWords(condition: Condition): string {
  switch (condition.kind) {
    case "above":
      return `${code(condition.point)} > ${limitInWords(condition.limit)}${deadband(condition)}`;
    case "below":
      return `${code(condition.point)} < ${limitInWords(condition.limit)}${deadband(condition)}`;
    case "is":
      return `${code(condition.point)} is ${condition.values.map(String).join(" or ")}`;
    case "no-data":
      return `${condition.point === undefined ? "nothing" : code(condition.point)} not heard for ${condition.seconds} s`;
    case "offline":
      return "offline";
    case "all":
      return condition.of.map(nested).join(" and ");
    case "any":
      return condition.of.map(nested).join(" or ");
  }
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
