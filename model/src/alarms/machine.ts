import type { Instant } from "../time.ts";

/** ISA-18.2 states, derived from the regions, never stored alone (domain A2.2). */
export const alarmStates = [
  "normal",
  "unacknowledged",
  "acknowledged",
  "returned-unacknowledged",
  "latched-unacknowledged",
  "latched-acknowledged",
  "shelved",
  "suppressed",
  "out-of-service",
] as const;
export type AlarmState = (typeof alarmStates)[number];

/** Orthogonal: each region moves on its own, so that nothing is forgotten while another hides it. */
export interface AlarmRegions {
  readonly active: boolean;
  readonly acknowledged: boolean;
  readonly latched: boolean;
  readonly shelved?: { readonly until: Instant; readonly by: string; readonly reason: string } | undefined;
  /** Reasons of suppression by design; left when the set is empty. */
  readonly suppressedBy: readonly string[];
  readonly outOfService?: { readonly until: Instant; readonly by: string; readonly permit: string } | undefined;
}

export const normalRegions: AlarmRegions = { active: false, acknowledged: true, latched: false, suppressedBy: [] };

/** Precedence I > H > G > (E/F) > B > C > D > A of domain A2.2. */
export function alarmState(regions: AlarmRegions): AlarmState {
  if (regions.outOfService) return "out-of-service";
  if (regions.suppressedBy.length > 0) return "suppressed";
  if (regions.shelved) return "shelved";
  if (regions.active) return regions.acknowledged ? "acknowledged" : "unacknowledged";
  if (regions.latched) return regions.acknowledged ? "latched-acknowledged" : "latched-unacknowledged";
  return regions.acknowledged ? "normal" : "returned-unacknowledged";
}

/** Nothing is left to do: neither active, nor latched, nor waiting for an acknowledgement. */
export function isOver(regions: AlarmRegions): boolean {
  return !regions.active && !regions.latched && regions.acknowledged;
}

export type AlarmEvent =
  | { readonly type: "raised"; readonly latching: boolean }
  | { readonly type: "cleared" }
  | { readonly type: "acknowledged" }
  | { readonly type: "reset" }
  | { readonly type: "re-alarmed" }
  | { readonly type: "shelved"; readonly until: Instant; readonly by: string; readonly reason: string }
  | { readonly type: "unshelved" }
  | { readonly type: "suppressed"; readonly reason: string }
  | { readonly type: "unsuppressed"; readonly reason: string }
  | { readonly type: "taken-out-of-service"; readonly until: Instant; readonly by: string; readonly permit: string }
  | { readonly type: "returned-to-service" };

/** Why an event changed nothing. */
export type AlarmRefusal = "already-so" | "nothing-to-reset" | "still-active" | "nothing-to-acknowledge";

export type AlarmStep =
  | { readonly changed: true; readonly regions: AlarmRegions }
  | { readonly changed: false; readonly regions: AlarmRegions; readonly why: AlarmRefusal };

/** Domain A2.3. Total: every event has an answer in every state. */
export function step(regions: AlarmRegions, event: AlarmEvent): AlarmStep {
  const same = (why: AlarmRefusal): AlarmStep => ({ changed: false, regions, why });
  const to = (change: Partial<AlarmRegions>): AlarmStep => ({ changed: true, regions: { ...regions, ...change } });
  switch (event.type) {
    case "raised":
      if (regions.active) return same("already-so");
      return to({ active: true, acknowledged: false, latched: regions.latched || event.latching });
    case "cleared":
      return regions.active ? to({ active: false }) : same("already-so");
    case "acknowledged":
      if (isOver(regions)) return same("nothing-to-acknowledge");
      return regions.acknowledged ? same("already-so") : to({ acknowledged: true });
    case "reset":
      if (!regions.latched) return same("nothing-to-reset");
      return regions.active ? same("still-active") : to({ latched: false });
    case "re-alarmed":
      return regions.active && regions.acknowledged ? to({ acknowledged: false }) : same("already-so");
    case "shelved":
      return to({ shelved: { until: event.until, by: event.by, reason: event.reason } });
    case "unshelved":
      return regions.shelved ? to({ shelved: undefined }) : same("already-so");
    case "suppressed":
      if (regions.suppressedBy.includes(event.reason)) return same("already-so");
      return to({ suppressedBy: [...regions.suppressedBy, event.reason] });
    case "unsuppressed":
      if (!regions.suppressedBy.includes(event.reason)) return same("already-so");
      return to({ suppressedBy: regions.suppressedBy.filter((reason) => reason !== event.reason) });
    case "taken-out-of-service":
      return to({ outOfService: { until: event.until, by: event.by, permit: event.permit } });
    case "returned-to-service":
      return regions.outOfService ? to({ outOfService: undefined }) : same("already-so");
  }
}
