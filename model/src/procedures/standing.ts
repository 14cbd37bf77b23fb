import { type Instant, second } from "../time.ts";
import type { Procedure, ProcedureStep } from "./procedure.ts";
import type { ProcedureRun, RunStep } from "./run.ts";

export const stepStates = ["waiting", "open", "done", "skipped", "not-needed"] as const;
export type StepState = (typeof stepStates)[number];

/** Somebody still has to do it, now or later. */
export function isUndecided(state: StepState): boolean {
  return state === "open" || state === "waiting";
}

/** Where a step stands in its run. */
export interface StepStanding {
  readonly step: ProcedureStep;
  readonly state: StepState;
  /** Since when it can be done; missing while it waits. */
  readonly openedAt?: Instant | undefined;
  /** When it has to be done; missing without a timer, and while it waits for a turn that may not come. */
  readonly dueAt?: Instant | undefined;
}

/**
 * Every step of the procedure with its state, in order. Steps may be done ahead of their turn: what was done counts when its turn
 * comes, and stays on record when an answer leads past it.
 */
export function standingsOf(procedure: Procedure, run: Pick<ProcedureRun, "steps" | "startedAt">): StepStanding[] {
  const { steps } = procedure;
  const known = new Map(run.steps.map((step) => [step.id, step]));
  const opened = openedOf(steps, known, run.startedAt);
  return steps.map((step) => {
    const outcome = known.get(step.id)?.outcome;
    const openedAt = opened.times.get(step.id);
    const dueAt = openedAt === undefined ? undefined : dueAtOf(step, openedAt, run.startedAt);
    if (outcome) return { step, state: outcome.outcome, openedAt, dueAt };
    if (openedAt !== undefined) return { step, state: "open", openedAt, dueAt };
    if (!opened.reachable.has(step.id)) return { step, state: "not-needed" };
    // Who is late with what comes before is late with this too.
    const isDue = step.timer?.from === "start" && opened.certain.has(step.id);
    return { step, state: "waiting", dueAt: isDue ? dueAtOf(step, run.startedAt, run.startedAt) : undefined };
  });
}

function dueAtOf({ timer }: ProcedureStep, openedAt: Instant, startedAt: Instant): Instant | undefined {
  if (!timer) return undefined;
  const due = (timer.from === "start" ? startedAt : openedAt) + timer.seconds * second;
  // A step that opens after its time is due at once, not before it could be done.
  return Math.max(due, openedAt);
}

/** Follows the path as far as it is decided; what can still come after it is reachable, what has to come is certain. */
function openedOf(steps: readonly ProcedureStep[], known: ReadonlyMap<string, RunStep>, startedAt: Instant) {
  const times = new Map<string, Instant>();
  let at = startedAt;
  let from = 0;
  while (from < steps.length) {
    const block = blockFrom(steps, from);
    for (const step of block) times.set(step.id, at);
    const outcomes = block.map((step) => known.get(step.id)?.outcome);
    if (!outcomes.every((one) => one !== undefined)) {
      return { times, reachable: reachableFrom(steps, known, from).ids, certain: certainFrom(steps, known, from) };
    }
    at = Math.max(at, ...outcomes.map((one) => one.at));
    [from = steps.length] = followers(steps, known, from);
  }
  return { times, reachable: new Set<string>(), certain: new Set<string>() };
}

/** The step at an index with those that open together with it. */
function blockFrom(steps: readonly ProcedureStep[], from: number): ProcedureStep[] {
  let to = from + 1;
  while (steps[to]?.alongside) to++;
  return steps.slice(from, to);
}

/** Where the path goes on after the steps at an index: one place, or as many as an open question has answers. */
function followers(steps: readonly ProcedureStep[], known: ReadonlyMap<string, RunStep>, from: number): number[] {
  const block = blockFrom(steps, from);
  const last = block.at(-1);
  const answer = known.get(last?.id ?? "")?.outcome?.answer;
  const answered = last?.branches?.find(({ id }) => id === answer);
  const targets = answered ? [answered.next] : (last?.branches?.map(({ next }) => next) ?? [last?.next]);
  const following = from + block.length;
  return targets.map((target) => {
    if (target === undefined) return following;
    if (target === "end") return steps.length;
    // Never back: a path has an end.
    return Math.max(
      following,
      steps.findIndex(({ id }) => id === target),
    );
  });
}

/** What can come from an index on without the steps at another, and whether the end can. */
function reachableFrom(
  steps: readonly ProcedureStep[],
  known: ReadonlyMap<string, RunStep>,
  from: number,
  without = -1,
) {
  const ids = new Set<string>();
  let end = false;
  const ahead = [from];
  for (let index = ahead.pop(); index !== undefined; index = ahead.pop()) {
    const block = blockFrom(steps, index);
    const [first] = block;
    if (!first) end = true;
    if (!first || index === without || ids.has(first.id)) continue;
    for (const step of block) ids.add(step.id);
    ahead.push(...followers(steps, known, index));
  }
  return { ids, end };
}

/** The steps that every way to the end leads through. */
function certainFrom(steps: readonly ProcedureStep[], known: ReadonlyMap<string, RunStep>, from: number): Set<string> {
  const certain = steps.flatMap((step, index) => {
    if (index < from || step.alongside || reachableFrom(steps, known, from, index).end) return [];
    return blockFrom(steps, index).map(({ id }) => id);
  });
  return new Set(certain);
}
