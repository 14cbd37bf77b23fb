import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { type Actor, actOn, type RunAct, type RunRefusal } from "@plantroom/model/procedures/act.ts";
import { fallDue, nextDue } from "@plantroom/model/procedures/overdue.ts";
import type { Procedure } from "@plantroom/model/procedures/procedure.ts";
import { isOver, type OverdueStep, type ProcedureRun } from "@plantroom/model/procedures/run.ts";
import type { Instant } from "@plantroom/model/time.ts";

/** A run with the procedure as it was when the run began. */
export interface FollowedRun {
  readonly run: ProcedureRun;
  readonly procedure: Procedure;
}

/** An alarm and the last run that answers it; `occurrence` of its record when it joined the run. */
export interface AnsweredAlarm {
  readonly alarm: string;
  readonly run: string;
  readonly occurrence: number;
}

export interface KnownRuns {
  readonly open: readonly FollowedRun[];
  readonly answered: readonly AnsweredAlarm[];
}

/** What a run is begun for. */
export interface Beginning {
  readonly site: string;
  readonly equipment?: string | undefined;
  readonly alarm?: Alarm | undefined;
  readonly drill: boolean;
}

/** Every open run, and which run answers which alarm. */
export class ProcedureBook {
  readonly #newId: () => string;
  readonly #incidentOf: (alarm: string) => string | undefined;
  readonly #open = new Map<string, FollowedRun>();
  readonly #answered = new Map<string, AnsweredAlarm>();
  /** When the next timer of a run is over. */
  readonly #due = new Map<string, Instant>();

  /** `incidentOf`: an open alarm's incident as it is now; the first alarm of one has it only when the second comes. */
  constructor(
    { open, answered }: KnownRuns,
    newId: () => string,
    incidentOf: (alarm: string) => string | undefined = () => undefined,
  ) {
    this.#newId = newId;
    this.#incidentOf = incidentOf;
    for (const one of answered) this.#answered.set(one.alarm, one);
    for (const followed of open) this.#put(followed);
  }

  open(): IterableIterator<FollowedRun> {
    return this.#open.values();
  }

  get(id: string): FollowedRun | undefined {
    return this.#open.get(id);
  }

  /** The open run that answers an alarm. */
  ofAlarm(alarm: string): FollowedRun | undefined {
    return this.#open.get(this.#answered.get(alarm)?.run ?? "");
  }

  /** Somebody follows the procedure of this alarm. */
  isTaken(alarm: string): boolean {
    return this.ofAlarm(alarm)?.run.state === "running";
  }

  /** The run that an announced alarm opens or joins; undefined when its run is open already, or was for this occurrence. */
  forAlarm(alarm: Alarm, procedure: Procedure, at: Instant): FollowedRun | undefined {
    const { site, equipment, mode } = alarm;
    const drill = mode?.kind === "drill" && !mode.ended;
    const answered = this.#answered.get(alarm.id);
    if (answered) {
      const open = this.#open.get(answered.run);
      if (open?.run.drill === drill) return undefined;
      // What was done in a drill answers nothing that has turned out to be real.
      if (!open && !mode?.ended && answered.occurrence >= alarm.occurrences) return undefined;
    }
    return this.begin(procedure, { site, equipment, alarm, drill }, undefined, at);
  }

  /** A new run, or the open one that is for the same. Without a person it is only offered. */
  begin(procedure: Procedure, what: Beginning, person: string | undefined, at: Instant): FollowedRun {
    const { site, equipment, alarm, drill } = what;
    const same = this.#sameAs(procedure, what);
    if (same) return alarm && !same.run.alarms.includes(alarm.id) ? this.#joined(same, alarm) : same;
    const run: ProcedureRun = {
      id: this.#newId(),
      procedure: procedure.id,
      procedureVersion: procedure.version,
      site,
      equipment,
      alarms: alarm ? [alarm.id] : [],
      incident: alarm?.incident,
      drill,
      state: person === undefined ? "offered" : "running",
      startedAt: at,
      startedBy: person ?? "system",
      ...(person !== undefined && { takenAt: at, takenBy: person, lastActAt: at }),
      steps: procedure.steps.map(({ id }) => ({ id })),
      revision: 1,
    };
    if (alarm) this.#answer(alarm, run);
    return this.#put({ run, procedure });
  }

  /** The run after the act of a person, or why it was refused. */
  act({ run, procedure }: FollowedRun, act: RunAct, actor: Actor): FollowedRun | RunRefusal {
    const after = actOn(procedure, run, act, actor);
    return "why" in after ? after : this.#put({ run: after, procedure });
  }

  /** Lets time pass: runs in which the time of a step is over, with those steps. */
  advance(at: Instant): { readonly followed: FollowedRun; readonly steps: readonly OverdueStep[] }[] {
    const due = [...this.#due].filter(([, dueAt]) => dueAt <= at);
    return due.flatMap(([id]) => {
      const before = this.#open.get(id);
      if (!before) return [];
      const run = fallDue(before.procedure, before.run, at);
      const steps = run.steps.flatMap(({ id: step, overdueAt }, index) =>
        overdueAt !== undefined && before.run.steps[index]?.overdueAt === undefined ? [{ run, step, overdueAt }] : [],
      );
      return [{ followed: this.#put({ run, procedure: before.procedure }), steps }];
    });
  }

  /** Which occurrence of an alarm a run answers; 0 where nothing is known. */
  occurrenceOf(alarm: string): number {
    return this.#answered.get(alarm)?.occurrence ?? 0;
  }

  /** One procedure is followed once for one equipment, and once for one incident; a drill never joins what is real. */
  #sameAs(procedure: Procedure, { site, equipment, alarm, drill }: Beginning): FollowedRun | undefined {
    for (const followed of this.#open.values()) {
      const { run } = followed;
      if (run.site !== site || run.procedure !== procedure.id || run.drill !== drill) continue;
      if (run.equipment === equipment) return followed;
      if (procedure.perEquipment || alarm?.incident === undefined) continue;
      if ([run.incident, ...run.alarms.map(this.#incidentOf)].includes(alarm.incident)) return followed;
    }
    return undefined;
  }

  #joined({ run, procedure }: FollowedRun, alarm: Alarm): FollowedRun {
    const joined = {
      ...run,
      alarms: [...run.alarms, alarm.id],
      incident: run.incident ?? alarm.incident,
      revision: run.revision + 1,
    };
    this.#answer(alarm, joined);
    return this.#put({ run: joined, procedure });
  }

  #answer({ id, occurrences }: Alarm, run: ProcedureRun): void {
    this.#answered.set(id, { alarm: id, run: run.id, occurrence: occurrences });
  }

  #put(followed: FollowedRun): FollowedRun {
    const { run, procedure } = followed;
    const due = nextDue(procedure, run);
    if (due === undefined) this.#due.delete(run.id);
    else this.#due.set(run.id, due);
    if (isOver(run)) this.#open.delete(run.id);
    else this.#open.set(run.id, followed);
    return followed;
  }
}
