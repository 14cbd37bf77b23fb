import type { Text } from "../../text.ts";
import type { Branch, Procedure, ProcedureStep } from "../procedure.ts";

/** English, Traditional and Simplified Chinese, side by side. */
type Words = `${string} | ${string} | ${string}`;

function text(words: Words): Text {
  const [en = "", hant = "", hans = ""] = words.split(" | ");
  return { en, "zh-Hant": hant, "zh-Hans": hans };
}

/** A step as it is declared; `within` is the timer, from the step's opening, `by` from the beginning of the run. */
interface StepDeclaration extends Partial<Omit<ProcedureStep, "id" | "text" | "say" | "timer" | "branches">> {
  readonly say?: Words;
  readonly withinSeconds?: number;
  readonly bySeconds?: number;
  readonly branches?: readonly Branch[];
}

interface Declaration extends Omit<Procedure, "id" | "version" | "name" | "purpose"> {
  readonly name: Words;
  readonly purpose: Words;
}

export function procedure(id: string, version: number, { name, purpose, ...rest }: Declaration): Procedure {
  return { id, version, name: text(name), purpose: text(purpose), ...rest };
}

/** A step; the operator's and ticked unless it says otherwise. */
export function step(id: string, words: Words, declaration: StepDeclaration = {}): ProcedureStep {
  const { say, withinSeconds, bySeconds, ...rest } = declaration;
  return {
    id,
    role: "operator",
    evidence: "tick",
    ...rest,
    text: text(words),
    ...(say && { say: text(say) }),
    ...(withinSeconds !== undefined && { timer: { seconds: withinSeconds, from: "step" } }),
    ...(bySeconds !== undefined && { timer: { seconds: bySeconds, from: "start" } }),
  };
}

export function branch(id: string, answer: Words, next: string): Branch {
  return { id, answer: text(answer), next };
}

/** Whom to call. Numbers only where they are the same in the whole country; the site's contacts have the others. */
export function callTo(label: Words, number?: string): Pick<ProcedureStep, "evidence" | "call"> {
  return { evidence: "call", call: { label: text(label), ...(number !== undefined && { number }) } };
}

export function readingOf(label: Words, unit: string): Pick<ProcedureStep, "evidence" | "reading"> {
  return { evidence: "reading", reading: { label: text(label), unit } };
}
