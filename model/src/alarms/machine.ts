import type { Instant } from "../time.ts";
import type { ShelveReason } from "./shelving.ts";
import type { SuppressionReason } from "./suppression.ts";

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

/** Put aside by a person for a time; `oneShot`: only until the condition is over. */
export interface Shelf {
  readonly until: Instant;
  readonly by: string;
  readonly reason: string;
  readonly code?: ShelveReason | undefined;
  readonly oneShot?: true | undefined;
}

/** Taken out of service under a permit; it returns by hand alone, and is reminded of when `until` is over. */
export interface OutOfService {
  readonly until: Instant;
  readonly by: string;
  readonly permit: string;
  readonly note?: string | undefined;
  readonly remindedAt?: Instant | undefined;
}

/** The sound is off for this alarm; without `until`, until it is acknowledged or raised again. */
export interface Silence {
  readonly by: string;
  readonly until?: Instant | undefined;
}

/** Orthogonal: each region moves on its own, so that nothing is forgotten while another hides it. */
export interface AlarmRegions {
  /** The condition, as it is. */
  readonly active: boolean;
  readonly acknowledged: boolean;
  readonly latched: boolean;
  /** It comes and goes too often: it stands as active until it has stayed away (or stayed) for so long. */
  readonly held?: { readonly until: Instant } | undefined;
  readonly shelved?: Shelf | undefined;
  /** Reasons of suppression by design; left when the set is empty. */
  readonly suppressedBy: readonly SuppressionReason[];
  readonly outOfService?: OutOfService | undefined;
  readonly silenced?: Silence | undefined;
}

export const normalRegions: AlarmRegions = { active: false, acknowledged: true, latched: false, suppressedBy: [] };

/** Precedence I > H > G > B > C > (E/F) > D > A: domain A2.2, with active before latched. */
export function alarmState(regions: AlarmRegions): AlarmState {
  if (regions.outOfService) return "out-of-service";
  if (regions.suppressedBy.length > 0) return "suppressed";
  if (regions.shelved) return "shelved";
  if (standsActive(regions)) return regions.acknowledged ? "acknowledged" : "unacknowledged";
  if (regions.latched) return regions.acknowledged ? "latched-acknowledged" : "latched-unacknowledged";
  return regions.acknowledged ? "normal" : "returned-unacknowledged";
}

/** Shown as active: the condition holds, or it is held for coming and going too often. */
export function standsActive(regions: AlarmRegions): boolean {
  return regions.active || regions.held !== undefined;
}

/** Hidden from the alarm list by a person, by logic or under a permit: listed elsewhere, judged all the same. */
export function isHidden(regions: AlarmRegions): boolean {
  return regions.outOfService !== undefined || regions.suppressedBy.length > 0 || regions.shelved !== undefined;
}

/** Nothing is left to do: neither active, nor latched, nor waiting for an acknowledgement. */
export function isOver(regions: AlarmRegions): boolean {
  return !standsActive(regions) && !regions.latched && regions.acknowledged;
}

export type AlarmEvent =
  /** `hold`: the flap guard holds it from now until then. */
  | { readonly type: "raised"; readonly latching: boolean; readonly hold?: Instant | undefined }
  | { readonly type: "cleared" }
  | { readonly type: "hold-ended" }
  | { readonly type: "acknowledged" }
  | { readonly type: "reset" }
  /** Nobody has ended it; or it was told softly and is so no longer. */
  | { readonly type: "re-alarmed" }
  | { readonly type: "priority-raised" }
  | { readonly type: "priority-lowered" }
  | ({ readonly type: "shelved" } & Shelf)
  | { readonly type: "unshelved" }
  | { readonly type: "suppressed"; readonly reason: SuppressionReason }
  | { readonly type: "unsuppressed"; readonly reason: SuppressionReason }
  | ({ readonly type: "taken-out-of-service" } & OutOfService)
  | { readonly type: "reminded"; readonly at: Instant }
  | { readonly type: "returned-to-service" }
  | ({ readonly type: "silenced" } & Silence)
  | { readonly type: "sounded-again" };

/** Why an event changed nothing. */
export type AlarmRefusal =
  | "already-so"
  | "nothing-to-reset"
  | "still-active"
  | "nothing-to-acknowledge"
  | "nothing-to-silence";

export type AlarmStep =
  | { readonly changed: true; readonly regions: AlarmRegions }
  | { readonly changed: false; readonly regions: AlarmRegions; readonly why: AlarmRefusal };

/** Domain A2.3. Total: every event has an answer in every state. */
export function step(regions: AlarmRegions, event: AlarmEvent): AlarmStep {
  const same = (why: AlarmRefusal): AlarmStep => ({ changed: false, regions, why });
  const to = (change: Partial<AlarmRegions>): AlarmStep => ({ changed: true, regions: { ...regions, ...change } });
  switch (event.type) {
    case "raised": {
      if (regions.active) return same("already-so");
      const latched = regions.latched || event.latching;
      const held = event.hold === undefined ? regions.held : { until: event.hold };
      // What is held was active all the time for who looks at it: it is not new to them.
      if (regions.held) return to({ active: true, latched, held });
      return to({ active: true, acknowledged: false, latched, held, silenced: undefined });
    }
    case "cleared":
      if (!regions.active) return same("already-so");
      return to({ active: false, ...(regions.shelved?.oneShot && { shelved: undefined }) });
    case "hold-ended":
      return regions.held ? to({ held: undefined }) : same("already-so");
    case "acknowledged":
      if (isOver(regions)) return same("nothing-to-acknowledge");
      return regions.acknowledged ? same("already-so") : to({ acknowledged: true, silenced: undefined });
    case "reset":
      if (!regions.latched) return same("nothing-to-reset");
      return standsActive(regions) ? same("still-active") : to({ latched: false });
    case "re-alarmed":
      if (!standsActive(regions) || !regions.acknowledged) return same("already-so");
      return to({ acknowledged: false, silenced: undefined });
    case "priority-raised":
      // Who acknowledged it, or silenced it, did so to something less grave.
      if (!standsActive(regions) || !(regions.acknowledged || regions.silenced)) return same("already-so");
      return to({ acknowledged: false, silenced: undefined });
    case "priority-lowered":
      return same("already-so");
    case "shelved": {
      const { type: _type, ...shelved } = event;
      return to({ shelved });
    }
    case "unshelved":
      return regions.shelved ? to({ shelved: undefined }) : same("already-so");
    case "suppressed":
      if (regions.suppressedBy.includes(event.reason)) return same("already-so");
      return to({ suppressedBy: [...regions.suppressedBy, event.reason] });
    case "unsuppressed":
      if (!regions.suppressedBy.includes(event.reason)) return same("already-so");
      return to({ suppressedBy: regions.suppressedBy.filter((reason) => reason !== event.reason) });
    case "taken-out-of-service": {
      const { type: _type, ...outOfService } = event;
      return to({ outOfService });
    }
    case "reminded":
      return regions.outOfService
        ? to({ outOfService: { ...regions.outOfService, remindedAt: event.at } })
        : same("already-so");
    case "returned-to-service":
      return regions.outOfService ? to({ outOfService: undefined }) : same("already-so");
    case "silenced":
      if (regions.acknowledged) return same("nothing-to-silence");
      return to({ silenced: { by: event.by, until: event.until } });
    case "sounded-again":
      return regions.silenced ? to({ silenced: undefined }) : same("already-so");
  }
}
