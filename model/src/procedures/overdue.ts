import type { Instant } from "../time.ts";
import type { Procedure } from "./procedure.ts";
import { isOver, type OverdueStep, type ProcedureRun } from "./run.ts";
import { isUndecided, standingsOf } from "./standing.ts";

/** Undecided steps with a timer that has not been marked as over, and when it is. */
function timersOf(procedure: Procedure, run: ProcedureRun): { readonly id: string; readonly dueAt: Instant }[] {
  if (isOver(run)) return [];
  const marked = new Set(run.steps.filter(({ overdueAt }) => overdueAt !== undefined).map(({ id }) => id));
  return standingsOf(procedure, run).flatMap(({ step, state, dueAt }) =>
    isUndecided(state) && dueAt !== undefined && !marked.has(step.id) ? [{ id: step.id, dueAt }] : [],
  );
}

/** When the next timer of a run is over; undefined when none runs. */
export function nextDue(procedure: Procedure, run: ProcedureRun): Instant | undefined {
  const times = timersOf(procedure, run).map(({ dueAt }) => dueAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Marks the steps whose time is over by then; the same run where there is none. */
export function fallDue(procedure: Procedure, run: ProcedureRun, at: Instant): ProcedureRun {
  const due = new Map(
    timersOf(procedure, run)
      .filter(({ dueAt }) => dueAt <= at)
      .map(({ id, dueAt }) => [id, dueAt]),
  );
  if (due.size === 0) return run;
  const steps = run.steps.map((step) => (due.has(step.id) ? { ...step, overdueAt: due.get(step.id) } : step));
  return { ...run, steps, revision: run.revision + 1 };
}

/** Steps that nobody has done although their time is over. */
export function overdueStepsOf(procedure: Procedure, run: ProcedureRun): OverdueStep[] {
  if (isOver(run)) return [];
  const undecided = new Set(
    standingsOf(procedure, run).flatMap(({ step, state }) => (isUndecided(state) ? [step.id] : [])),
  );
  return run.steps.flatMap(({ id, overdueAt }) =>
    overdueAt !== undefined && undecided.has(id) ? [{ run, step: id, overdueAt }] : [],
  );
}
