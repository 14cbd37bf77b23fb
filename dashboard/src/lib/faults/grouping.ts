import type { DemoFaultView } from "@plantroom/model/api/types.ts";
import { type System, systems } from "@plantroom/model/device-types/device-type.ts";

/** Where a fault stands between the press and the alarm. */
export type FaultPhase =
  | { readonly phase: "mended" }
  | { readonly phase: "running"; readonly secondsLeft: number; readonly total: number }
  | { readonly phase: "overdue" }
  | { readonly phase: "raised"; readonly alarm: string };

/** The alarm that a fault ends in, where it stands open. */
export interface Raised {
  readonly id: string;
  readonly active: boolean;
}

export function phaseOf(
  fault: Pick<DemoFaultView, "active" | "since" | "expectedSeconds">,
  raised: Raised | undefined,
  now: number,
): FaultPhase {
  if (!fault.active) return { phase: "mended" };
  if (raised?.active) return { phase: "raised", alarm: raised.id };
  const since = fault.since === undefined ? now : Date.parse(fault.since);
  const secondsLeft = fault.expectedSeconds - (now - since) / 1_000;
  return secondsLeft > -2
    ? { phase: "running", secondsLeft: Math.max(0, secondsLeft), total: fault.expectedSeconds }
    : { phase: "overdue" };
}

export interface FaultGroup {
  readonly system: System;
  readonly faults: readonly DemoFaultView[];
}

/** In the systems' own order. */
export function groupBySystem(
  faults: readonly DemoFaultView[],
  systemOf: (fault: DemoFaultView) => System,
): readonly FaultGroup[] {
  const groups = Map.groupBy(faults, systemOf);
  return (Object.keys(systems) as System[]).flatMap((system) => {
    const of = groups.get(system);
    return of ? [{ system, faults: of }] : [];
  });
}
