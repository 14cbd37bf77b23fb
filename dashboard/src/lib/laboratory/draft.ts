import type { RuleDetail } from "@plantroom/model/api/types.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";

/** What one begins with: the draft that waits, else the version in force or, where there is none, the newest. */
export function draftOf({
  versions,
  draftVersion,
  version,
}: Pick<RuleDetail, "versions" | "draftVersion" | "version">) {
  const wanted = draftVersion ?? version;
  const found = versions.find((one) => one.version === wanted) ?? versions.at(-1);
  return found?.rule as unknown as RuleDraft | undefined;
}

/** The version that judges now. */
export function ruleInForce({ versions }: Pick<RuleDetail, "versions">): RuleDraft | undefined {
  return versions.find(({ state }) => state === "active")?.rule as unknown as RuleDraft | undefined;
}

export function conditionText(condition: Condition): string {
  return JSON.stringify(condition, undefined, 2);
}

/** What was typed, when it is JSON that looks like a condition; whether it can be judged, the server says. */
export function readCondition(text: string): Condition | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const isCondition = typeof read === "object" && read !== null && "kind" in read && typeof read.kind === "string";
    return isCondition ? (read as unknown as Condition) : undefined;
  } catch {
    return undefined;
  }
}

/** A number of a form; undefined while it is none. */
export function readNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
}
