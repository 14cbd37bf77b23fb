import type { Priority } from "../alarms/priority.ts";

export const consequenceClasses = ["life-safety", "major", "partial", "efficiency"] as const;
/**
 * `life-safety`; `major`: major property, or a service out for a building; `partial`: partial outage, comfort, security nuisance;
 * `efficiency`: efficiency, compliance, wear.
 */
export type ConsequenceClass = (typeof consequenceClasses)[number];

/** Upper ends of the columns, in minutes: under 3, 3 to 10, 10 to 30, over 30. */
const columns = [3, 10, 30] as const;

/** Consequence × time available (method of ISA-18.2 and EEMUA 191; domain A3, own numbers). */
export const priorityMatrix: Readonly<Record<ConsequenceClass, readonly [Priority, Priority, Priority, Priority]>> = {
  "life-safety": ["critical", "critical", "critical", "high"],
  major: ["critical", "high", "high", "medium"],
  partial: ["high", "medium", "medium", "low"],
  efficiency: ["medium", "low", "low", "low"],
};

/** The priority that a consequence and the minutes left to act give. */
export function priorityOf(consequence: ConsequenceClass, respondWithinMinutes: number): Priority {
  const [under3, under10, under30, over] = priorityMatrix[consequence];
  if (respondWithinMinutes < columns[0]) return under3;
  if (respondWithinMinutes < columns[1]) return under10;
  return respondWithinMinutes <= columns[2] ? under30 : over;
}
