import type { Instant } from "../time.ts";

/**
 * `drill` and `test`: what is raised is expected; it is told softly, verified by itself and counted in no figure.
 * `maintenance`: what is raised is hidden until the work is done.
 */
export const modeKinds = ["drill", "test", "maintenance"] as const;
export type ModeKind = (typeof modeKinds)[number];

/** The longest that a mode lasts, in hours; it ends by itself. */
export const modeHours = 24;

/** A drill, a test or maintenance at a part of a site, for a time (domain C3.5). */
export interface Mode {
  readonly id: string;
  readonly site: string;
  readonly kind: ModeKind;
  /** With all their parts; empty: the whole site. */
  readonly equipment: readonly string[];
  /** Rules that are expected to raise; a life-safety rule that is not named here is real. Empty: every other rule. */
  readonly rules: readonly string[];
  readonly reason: string;
  readonly permit?: string | undefined;
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly until: Instant;
  readonly endedAt?: Instant | undefined;
  /** A user name, or `system` when its time was over. */
  readonly endedBy?: string | undefined;
  readonly endNote?: string | undefined;
}

/** Whether the mode expects a rule to raise: life safety only when it is named. */
export function expects(mode: Mode, rule: { readonly id: string; readonly lifeSafety: boolean }): boolean {
  return mode.rules.includes(rule.id) || (mode.rules.length === 0 && !rule.lifeSafety);
}

/** Whether an equipment is in the mode's scope; `ancestry` is the equipment itself and everything that it is a part of. */
export function isInScope(mode: Mode, ancestry: readonly string[]): boolean {
  return mode.equipment.length === 0 || ancestry.some((id) => mode.equipment.includes(id));
}
