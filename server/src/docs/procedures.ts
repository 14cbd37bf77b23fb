import type { Procedure, ProcedureStep } from "@plantroom/model/procedures/procedure.ts";
import { code, page, table } from "./markdown.ts";

export function proceduresPage(procedures: readonly Procedure[]): string {
  return page("Procedures", "The procedures (SOPs) that come with Plantroom.", ...procedures.map(section));
}

function section({ id, version, name, purpose, rules, provenance, steps }: Procedure): string {
  const number = (step: string) => steps.findIndex((one) => one.id === step) + 1 || "end";
  const rows = steps.map((step, index) => [
    `${index + 1}`,
    step.alongside ? `${step.role}, together with ${index}` : step.role,
    step.text.en,
    step.text["zh-Hant"],
    timerInWords(step),
    step.call?.number ? `call ${step.call.number}` : step.evidence,
    (step.branches ?? []).map((branch) => `${branch.answer.en}: ${number(branch.next)}`).join("; ") ||
      (step.next === undefined ? "" : `${number(step.next)}`),
  ]);
  return [
    `## ${id} ${name.en} ${name["zh-Hant"]}`,
    `${purpose.en} Version ${version}; answers ${rules.map(code).join(" ")}. From: ${provenance}.`,
    table(["Step", "Who", "What", "繁體中文", "Within", "Evidence", "Then"], rows),
  ].join("\n\n");
}

function timerInWords({ timer }: ProcedureStep): string {
  if (!timer) return "";
  return timer.from === "start" ? `${timer.seconds} s of the beginning` : `${timer.seconds} s`;
}
