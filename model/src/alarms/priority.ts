/** P1 to P4 of the field, the gravest first. */
export const priorities = ["critical", "high", "medium", "low"] as const;
export type Priority = (typeof priorities)[number];

/** 0 for critical: sorts the gravest first. */
export function gravity(priority: Priority): number {
  return priorities.indexOf(priority);
}
