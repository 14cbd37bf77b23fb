import type { ProcedureRunBrief, ProcedureView } from "@plantroom/model/api/types.ts";
import { roleLabels } from "@plantroom/model/people/roles.ts";
import { m } from "#messages";
import { ageWords } from "../format/words.ts";
import { words } from "../locale.svelte.ts";
import { technicians } from "../work-orders/technicians.svelte.ts";

type Step = ProcedureView["steps"][number];

export function runStateWords(state: ProcedureRunBrief["state"]): string {
  switch (state) {
    case "offered":
      return m.procedures_offered();
    case "running":
      return m.procedures_running();
    case "finished":
      return m.procedures_finished();
    case "abandoned":
      return m.procedures_abandoned();
  }
}

export function evidenceWords(kind: Step["evidence"]): string {
  switch (kind) {
    case "tick":
      return m.procedures_evidence_tick();
    case "note":
      return m.procedures_evidence_note();
    case "photo":
      return m.procedures_evidence_photo();
    case "call":
      return m.procedures_evidence_call();
    case "reading":
      return m.procedures_evidence_reading();
  }
}

/** What a person did in a run; an act that is not known is told by its code. */
export function actWords(act: string): string {
  const known: Readonly<Record<string, () => string>> = {
    take: m.procedures_log_take,
    done: m.procedures_log_done,
    skip: m.procedures_log_skip,
    undo: m.procedures_log_undo,
    finish: m.procedures_log_finish,
    abandon: m.procedures_log_abandon,
  };
  return known[act]?.() ?? act;
}

export function roleWords(role: Step["role"]): string {
  return words(roleLabels[role]);
}

export function timerWords(timer: Step["timer"]): string | undefined {
  if (!timer) return undefined;
  const time = ageWords(timer.seconds * 1_000);
  return timer.from === "start" ? m.procedures_within_start({ time }) : m.procedures_within({ time });
}

export function personWords(username: string): string {
  return username === "system" ? m.procedures_by_system() : technicians.nameOf(username);
}
