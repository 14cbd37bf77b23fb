import type { ProcedureRunView } from "@plantroom/model/api/types.ts";

type StepView = ProcedureRunView["steps"][number];

/** How much time a step has left, in seconds; negative when it is overdue; undefined where no time is set or it is decided. */
export function secondsLeft(step: Pick<StepView, "state" | "dueAt">, now: number): number | undefined {
  if (step.dueAt === undefined || (step.state !== "open" && step.state !== "waiting")) return undefined;
  return (Date.parse(step.dueAt) - now) / 1_000;
}

/** Share of a step's time that has passed, 0–1, for a bar. */
export function shareGone(step: Pick<StepView, "openedAt" | "dueAt">, startedAt: string, now: number): number {
  if (step.dueAt === undefined) return 0;
  const from = Date.parse(step.openedAt ?? startedAt);
  const length = Date.parse(step.dueAt) - from;
  return length <= 0 ? 1 : Math.min(1, Math.max(0, (now - from) / length));
}

/** The step that comes next for whoever looks: the first open one. */
export function nextStep(steps: readonly Pick<StepView, "id" | "state">[]): string | undefined {
  return steps.find(({ state }) => state === "open")?.id;
}

/** Nothing is left to decide. */
export function isComplete(steps: readonly Pick<StepView, "state">[]): boolean {
  return steps.every(({ state }) => state !== "open" && state !== "waiting");
}
