import type { EscalationPolicy, EscalationStep, Target } from "./policy.ts";

const role = (name: "operator" | "supervisor" | "administrator"): Target => ({ kind: "role", role: name });
const duty = (roster: string): Target => ({ kind: "on-call", roster });
const minutes = (count: number) => count * 60;
const unacknowledged = (id: string, afterSeconds: number, ...targets: Target[]): EscalationStep => ({
  ...{ id, when: "unacknowledged", afterSeconds, targets },
});

/** Rosters that the default policy calls; they are there from the start, with nobody on them. */
export const dutyRosters = ["shift-lead", "duty-manager", "property-manager"] as const;

/** Domain A10: the control room and the group at once, then up the line while nobody acknowledges. */
export const defaultPolicy: EscalationPolicy = {
  id: "default",
  name: "Default",
  digestAt: "08:00",
  steps: {
    critical: [
      unacknowledged("control-room", 0, role("operator"), { kind: "group-channels" }),
      unacknowledged("shift-lead", 60, duty("shift-lead")),
      unacknowledged("duty-manager", minutes(3), duty("duty-manager")),
      unacknowledged("property-manager", minutes(5), duty("property-manager")),
      { id: "unattended", when: "unattended", afterSeconds: minutes(3), targets: [duty("shift-lead")] },
    ],
    high: [
      unacknowledged("control-room", 0, role("operator"), { kind: "group-channels" }),
      unacknowledged("shift-lead", minutes(5), duty("shift-lead")),
      unacknowledged("duty-manager", minutes(15), duty("duty-manager")),
      unacknowledged("property-manager", minutes(30), duty("property-manager")),
      { id: "unattended", when: "unattended", afterSeconds: minutes(15), targets: [duty("shift-lead")] },
    ],
    medium: [unacknowledged("shift-lead", minutes(30), duty("shift-lead"))],
    low: [{ id: "digest", when: "digest", afterSeconds: 0, targets: [role("supervisor")] }],
  },
};
