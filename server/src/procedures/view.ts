import type { ProcedureBrief, ProcedureRunBrief, ProcedureRunView, ProcedureView } from "@plantroom/model/api/types.ts";
import { overdueStepsOf } from "@plantroom/model/procedures/overdue.ts";
import type { Procedure } from "@plantroom/model/procedures/procedure.ts";
import { isOver, type StepOutcome } from "@plantroom/model/procedures/run.ts";
import { isUndecided, standingsOf } from "@plantroom/model/procedures/standing.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { FollowedRun } from "./book.ts";
import type { ActTaken } from "./repository.ts";

const isoOf = (at: Instant | undefined) => (at === undefined ? undefined : iso(at));

export function procedureBrief({ id, version, name, purpose, rules, steps }: Procedure): ProcedureBrief {
  return { id, version, name, purpose, rules: [...rules], stepCount: steps.length };
}

export function procedureView(procedure: Procedure): ProcedureView {
  return { ...procedure, steps: [...procedure.steps] };
}

/** A run as lists and the live feed tell it. */
export function briefOf({ run, procedure }: FollowedRun): ProcedureRunBrief {
  const standings = standingsOf(procedure, run);
  const open = isOver(run) ? [] : standings.filter(({ state }) => isUndecided(state));
  const due = open.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [dueAt]));
  return {
    id: run.id,
    procedure: run.procedure,
    name: procedure.name,
    site: run.site,
    equipment: run.equipment,
    alarms: [...run.alarms],
    incident: run.incident,
    drill: run.drill,
    state: run.state,
    startedAt: iso(run.startedAt),
    startedBy: run.startedBy,
    takenBy: run.takenBy,
    endedAt: isoOf(run.endedAt),
    stepsDecided: standings.filter(({ state }) => state === "done" || state === "skipped").length,
    stepsNeeded: standings.filter(({ state }) => state !== "not-needed").length,
    stepsOverdue: overdueStepsOf(procedure, run).length,
    nextDueAt: due.length === 0 ? undefined : iso(Math.min(...due)),
    revision: run.revision,
  };
}

/** A run with its steps and everything that was done. */
export function viewOf(followed: FollowedRun, log: readonly ActTaken[]): ProcedureRunView {
  const { run, procedure } = followed;
  const standings = new Map(standingsOf(procedure, run).map((standing) => [standing.step.id, standing]));
  return {
    ...briefOf(followed),
    definition: procedureView(procedure),
    takenAt: isoOf(run.takenAt),
    endedBy: run.endedBy,
    endNote: run.endNote,
    lastActAt: isoOf(run.lastActAt),
    steps: run.steps.map(({ id, overdueAt, outcome }) => {
      const standing = standings.get(id);
      return {
        id,
        state: standing?.state ?? "not-needed",
        openedAt: isoOf(standing?.openedAt),
        dueAt: isoOf(standing?.dueAt),
        overdueAt: isoOf(overdueAt),
        outcome: outcome && outcomeView(outcome),
      };
    }),
    log: log.map(({ at, by, act, step, note }) => ({ at: iso(at), by, act, step, note })),
  };
}

function outcomeView({ at, photos, ...outcome }: StepOutcome) {
  return { ...outcome, at: iso(at), photos: photos && [...photos] };
}
