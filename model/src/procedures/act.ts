import type { Role } from "../people/roles.ts";
import type { Instant } from "../time.ts";
import { mayWrite, type Procedure, type ProcedureStep, stepOf } from "./procedure.ts";
import { isOver, type ProcedureRun, type RunStep, type StepOutcome } from "./run.ts";
import { isUndecided, standingsOf } from "./standing.ts";

/** What a person does to a run. */
export type RunAct =
  | { readonly type: "take" }
  | {
      readonly type: "done";
      readonly step: string;
      readonly answer?: string | undefined;
      readonly note?: string | undefined;
      readonly reading?: number | undefined;
      readonly photos?: readonly string[] | undefined;
    }
  | { readonly type: "skip"; readonly step: string; readonly note?: string | undefined }
  | { readonly type: "undo"; readonly step: string }
  | { readonly type: "finish"; readonly note?: string | undefined }
  | { readonly type: "abandon"; readonly note?: string | undefined };

export const needs = ["answer", "note", "reading", "photo", "reason"] as const;

/** Why an act changed nothing. */
export type RunRefusal =
  | { readonly why: "over" }
  | { readonly why: "step-unknown"; readonly step: string }
  | { readonly why: "step-decided"; readonly step: string }
  | { readonly why: "step-not-needed"; readonly step: string }
  | { readonly why: "step-undecided"; readonly step: string }
  | { readonly why: "not-for-role"; readonly role: ProcedureStep["role"] }
  | { readonly why: "needs"; readonly needs: (typeof needs)[number] }
  | { readonly why: "steps-open"; readonly count: number };

export interface Actor {
  readonly at: Instant;
  readonly by: string;
  readonly roles: readonly Role[];
}

/** The run after an act, or why it was refused. The act of a person takes a run that was only offered. */
export function actOn(procedure: Procedure, run: ProcedureRun, act: RunAct, actor: Actor): ProcedureRun | RunRefusal {
  if (isOver(run)) return { why: "over" };
  switch (act.type) {
    case "take":
      return run.state === "running" ? run : taken(run, actor);
    case "finish":
      return finished(procedure, run, act.note, actor);
    case "abandon":
      if (!act.note) return { why: "needs", needs: "reason" };
      return ended(run, "abandoned", act.note, actor);
    default:
      return writtenDown(procedure, run, act, actor);
  }
}

type StepAct = Extract<RunAct, { readonly step: string }>;

function writtenDown(procedure: Procedure, run: ProcedureRun, act: StepAct, actor: Actor): ProcedureRun | RunRefusal {
  const step = stepOf(procedure, act.step);
  if (!step) return { why: "step-unknown", step: act.step };
  if (!mayWrite(step.role, actor.roles)) return { why: "not-for-role", role: step.role };
  const decided = run.steps.find(({ id }) => id === step.id)?.outcome !== undefined;
  if (act.type === "undo") {
    return decided ? withOutcome(run, step.id, undefined, actor) : { why: "step-undecided", step: step.id };
  }
  if (decided) return { why: "step-decided", step: step.id };
  const standing = standingsOf(procedure, run).find((one) => one.step === step);
  if (standing?.state === "not-needed") return { why: "step-not-needed", step: step.id };
  const missing = missingOf(step, act);
  if (missing) return { why: "needs", needs: missing };
  const { at, by } = actor;
  if (act.type === "skip") return withOutcome(run, step.id, { outcome: "skipped", at, by, note: act.note }, actor);
  const { answer, note, reading, photos } = act;
  return withOutcome(run, step.id, { outcome: "done", at, by, answer, note, reading, photos }, actor);
}

function missingOf(step: ProcedureStep, act: Exclude<StepAct, { type: "undo" }>) {
  // A question is never skipped: what follows would be a guess.
  const answer = act.type === "done" ? act.answer : undefined;
  if (step.branches && !step.branches.some(({ id }) => id === answer)) return "answer";
  if (act.type === "skip") return act.note ? undefined : "reason";
  if (step.evidence === "note" && !act.note) return "note";
  if (step.evidence === "reading" && act.reading === undefined) return "reading";
  if (step.evidence === "photo" && !act.photos?.length) return "photo";
  return undefined;
}

function finished(
  procedure: Procedure,
  run: ProcedureRun,
  note: string | undefined,
  actor: Actor,
): ProcedureRun | RunRefusal {
  const count = standingsOf(procedure, run).filter(({ state }) => isUndecided(state)).length;
  return count > 0 ? { why: "steps-open", count } : ended(run, "finished", note, actor);
}

function taken(run: ProcedureRun, { at, by }: Actor): ProcedureRun {
  const first = run.takenBy === undefined ? { takenAt: at, takenBy: by } : {};
  return { ...run, ...first, state: "running", lastActAt: at, revision: run.revision + 1 };
}

function ended(run: ProcedureRun, state: "finished" | "abandoned", endNote: string | undefined, actor: Actor) {
  return { ...taken(run, actor), state, endedAt: actor.at, endedBy: actor.by, endNote } satisfies ProcedureRun;
}

function withOutcome(run: ProcedureRun, id: string, outcome: StepOutcome | undefined, actor: Actor): ProcedureRun {
  const steps = run.steps.map((step): RunStep => (step.id === id ? { ...step, outcome } : step));
  return { ...taken(run, actor), steps };
}
