import type { Priority } from "../alarms/priority.ts";
import type { Role } from "../people/roles.ts";

/**
 * `unacknowledged`: seconds since the alarm was announced. `unattended`: seconds since it was acknowledged, while no step of a
 * procedure is done and nobody has its work order. `digest`: in the next digest of the day.
 */
export const stepConditions = ["unacknowledged", "unattended", "digest"] as const;
export type StepCondition = (typeof stepConditions)[number];

/** Whom a step tells. A person is told in the app, and further as they chose; `address` is somebody without an account. */
export type Target =
  | { readonly kind: "role"; readonly role: Role }
  | { readonly kind: "on-call"; readonly roster: string }
  | { readonly kind: "person"; readonly username: string }
  | { readonly kind: "channel"; readonly channel: string }
  | { readonly kind: "group-channels" }
  | { readonly kind: "address"; readonly channel: string; readonly address: string };

export interface EscalationStep {
  /** Unique in the policy and stable, so that a step is taken once though the list is changed. */
  readonly id: string;
  readonly when: StepCondition;
  readonly afterSeconds: number;
  readonly targets: readonly Target[];
}

/** Who is told of an alarm when nobody looks after it. */
export interface EscalationPolicy {
  readonly id: string;
  readonly name: string;
  /** Sites it serves; a policy that names the site goes before one for all. */
  readonly sites?: readonly string[] | undefined;
  readonly steps: Readonly<Record<Priority, readonly EscalationStep[]>>;
  /** Local time of the site at which the digest is sent, `08:00`. */
  readonly digestAt: string;
}

/** The policy for a site: one that names it, else one for all. */
export function policyFor(policies: readonly EscalationPolicy[], site: string): EscalationPolicy | undefined {
  return policies.find(({ sites }) => sites?.includes(site)) ?? policies.find(({ sites }) => sites === undefined);
}
