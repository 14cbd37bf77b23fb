import { type Priority, priorities } from "../alarms/priority.ts";
import type { Rule } from "./rule.ts";

/** A site's own values of a rule, by their path in it. */
export type OverrideValues = Readonly<Record<string, number | Priority>>;

/** One value of a rule that a site may have differently; `value` is the rule's own. */
export interface Overridable {
  readonly path: string;
  readonly value: number | Priority;
}

/** Numbers of a condition that are a matter of tuning; names, states and shapes belong to the rule. */
const tunable = new Set([
  ...["limit", "low", "high", "from", "deadband", "times", "plus", "amount", "ratio", "mads", "tolerance"],
  ...["seconds", "windowSeconds", "atLeast", "atMost", "onDelaySeconds", "offDelaySeconds", "priority"],
]);

/** What a site may have differently: limits, deadbands, times and priorities; never what the rule looks at. */
export function overridables(rule: Pick<Rule, "when" | "onDelaySeconds" | "offDelaySeconds" | "priority">) {
  const { onDelaySeconds, offDelaySeconds, priority } = rule;
  const found: Overridable[] = [
    { path: "onDelaySeconds", value: onDelaySeconds },
    { path: "offDelaySeconds", value: offDelaySeconds },
    { path: "priority", value: priority },
  ];
  collect(rule.when, "when", found);
  return found;
}

function collect(node: unknown, path: string, found: Overridable[]): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const at = `${path}.${key}`;
    if (tunable.has(key) && (typeof value === "number" || isPriority(value))) found.push({ path: at, value });
    else collect(value, at, found);
  }
}

function isPriority(value: unknown): value is Priority {
  return priorities.some((one) => one === value);
}

/** Paths that the rule does not have, or whose value is of another kind. */
export function misplaced(rule: Parameters<typeof overridables>[0], values: OverrideValues): string[] {
  const kinds = new Map(overridables(rule).map(({ path, value }) => [path, typeof value]));
  return Object.entries(values).flatMap(([path, value]) => (kinds.get(path) === typeof value ? [] : [path]));
}

/** The rule as a site has it; a value for something that the rule no longer says is left out. */
export function withOverrides<R extends Parameters<typeof overridables>[0]>(rule: R, values: OverrideValues): R {
  const lost = new Set(misplaced(rule, values));
  const copy = structuredClone(rule);
  for (const [path, value] of Object.entries(values)) if (!lost.has(path)) put(copy, path.split("."), value);
  return copy;
}

function put(target: object, [key = "", ...rest]: readonly string[], value: number | Priority): void {
  const inside = target as Record<string, unknown>;
  const next = inside[key];
  if (rest.length > 0 && typeof next === "object" && next !== null) put(next, rest, value);
  else inside[key] = value;
}
