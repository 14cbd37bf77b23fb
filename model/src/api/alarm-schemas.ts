import { z } from "zod";
import { closeCauses, quietReasons, verifications } from "../alarms/alarm.ts";
import { alarmJournalEvents } from "../alarms/journal.ts";
import { alarmStates } from "../alarms/machine.ts";
import { modeHours, modeKinds } from "../alarms/mode.ts";
import { priorities } from "../alarms/priority.ts";
import { shelvePresets, shelveReasons } from "../alarms/shelving.ts";
import { suppressionReasons } from "../alarms/suppression.ts";
import { qualities } from "../quality.ts";
import { equipmentId, siteId, time, value } from "./schemas.ts";

const evidence = z.strictObject({
  point: z.string(),
  at: time,
  value,
  quality: z.enum(qualities),
  limit: z.number().optional(),
});

const suppression = z.strictObject({
  reason: z.enum(suppressionReasons),
  since: time,
  equipment: equipmentId.optional(),
  alarm: z.string().optional(),
  rule: z.string().optional(),
  mode: z.string().optional(),
});

/** What is not so for an alarm is left out. `evidence` is what was seen when it was raised, the limit with it. */
export const alarm = z.strictObject({
  id: z.string(),
  site: siteId,
  equipment: equipmentId,
  rule: z.string(),
  ruleVersion: z.number(),
  priority: z.enum(priorities),
  /** Where it is another than now. */
  priorityAtRaise: z.enum(priorities).optional(),
  lifeSafety: z.boolean(),
  latching: z.boolean(),
  state: z.enum(alarmStates),
  active: z.boolean(),
  conditionSince: time,
  raisedAt: time,
  /** When people were first told of this occurrence. */
  annunciatedAt: time.optional(),
  clearedAt: time.optional(),
  acknowledgedAt: time.optional(),
  acknowledgedBy: z.string().optional(),
  acknowledgedNote: z.string().optional(),
  resetAt: time.optional(),
  resetBy: z.string().optional(),
  closedAt: time.optional(),
  closeCause: z.enum(closeCauses).optional(),
  shelvedUntil: time.optional(),
  shelvedBy: z.string().optional(),
  shelvedReason: z.string().optional(),
  shelvedCode: z.enum(shelveReasons).optional(),
  shelvedOneShot: z.literal(true).optional(),
  suppressedBy: z.array(z.enum(suppressionReasons)),
  suppressions: z.array(suppression).optional(),
  outOfService: z
    .strictObject({
      until: time,
      by: z.string(),
      permit: z.string(),
      note: z.string().optional(),
      overdue: z.boolean(),
    })
    .optional(),
  /** The sound is off; without `until`, until it is acknowledged. */
  silenced: z.strictObject({ by: z.string(), until: time.optional() }).optional(),
  /** What it is to sound like; nothing: silent, `quiet` says why. */
  sound: z.enum(["loud", "soft"]).optional(),
  quiet: z.enum(quietReasons).optional(),
  chattering: z.literal(true).optional(),
  heldUntil: time.optional(),
  /** Nothing can be said of its condition since then: it stands as it stood. */
  uncertain: z.strictObject({ since: time, why: z.string() }).optional(),
  occurrences: z.number(),
  /** How often it was opened again within the re-open window after it had closed. */
  reopened: z.number().optional(),
  reAlarms: z.number().optional(),
  evidence: z.array(evidence),
  worst: evidence.optional(),
  atClear: z.array(evidence).optional(),
  incident: z.string().optional(),
  firstOut: z.literal(true).optional(),
  /** The drill, test or maintenance in which it was raised; `ended`: it stands although that is over, and is real from then on. */
  mode: z.strictObject({ id: z.string(), kind: z.enum(modeKinds), ended: z.literal(true).optional() }).optional(),
  workOrder: z.string().optional(),
  verification: z.enum(verifications),
  verifiedBy: z.string().optional(),
  verifiedAt: time.optional(),
  verifiedNote: z.string().optional(),
});

/** What belongs to a line of the journal beside its words: a cause of suppression, a priority before and after, a shelf. */
export const transitionDetail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** One line of an alarm's journal. */
export const alarmTransition = z.strictObject({
  at: time,
  event: z.enum(alarmJournalEvents),
  from: z.enum(alarmStates),
  to: z.enum(alarmStates),
  by: z.string(),
  note: z.string().optional(),
  detail: transitionDetail.optional(),
});

/** At most 5,000 at a time. */
export const alarmIds = z.array(z.string().max(64)).min(1).max(5_000);
/** In the order asked; one that could not be done has the error's code, and leaves the others done. */
export const bulkResult = z.strictObject({
  done: z.number(),
  failed: z.number(),
  results: z.array(
    z.strictObject({
      id: z.string(),
      ok: z.boolean(),
      state: z.enum(alarmStates).optional(),
      code: z.string().optional(),
      values: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

/** A length in minutes or one of the times offered; a reason in words, and its code. */
export const shelving = z.strictObject({
  minutes: z.number().int().min(1).max(1_440).optional(),
  preset: z
    .enum(Object.keys(shelvePresets) as [keyof typeof shelvePresets, ...(keyof typeof shelvePresets)[]])
    .optional(),
  reason: z.string().trim().min(1).max(500),
  code: z.enum(shelveReasons).default("other"),
  /** Only until the condition is over. */
  oneShot: z.boolean().default(false),
});

export const outOfService = z.strictObject({
  until: time,
  /** Number of the work order or permit. */
  permit: z.string().trim().min(1).max(80),
  note: z.string().trim().max(500).optional(),
});

export const incident = z.strictObject({
  id: z.string(),
  site: siteId,
  startedAt: time,
  joinedAt: time,
  endedAt: time.optional(),
  firstOut: z.string(),
  equipment: equipmentId,
  rule: z.string(),
  priority: z.enum(priorities),
  members: z.number(),
  open: z.number(),
  suppressed: z.number(),
  workOrder: z.string().optional(),
});

export const modeInput = z.strictObject({
  site: siteId,
  kind: z.enum(modeKinds),
  /** With all their parts; empty: the whole site. */
  equipment: z.array(equipmentId).max(500).default([]),
  /** Rules that are expected to raise; a life-safety rule that is not named stays real. */
  rules: z.array(z.string().max(80)).max(500).default([]),
  reason: z.string().trim().min(1).max(500),
  permit: z.string().trim().max(80).optional(),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(modeHours * 60),
});
export const mode = z.strictObject({
  id: z.string(),
  site: siteId,
  kind: z.enum(modeKinds),
  equipment: z.array(equipmentId),
  rules: z.array(z.string()),
  reason: z.string(),
  permit: z.string().optional(),
  startedAt: time,
  startedBy: z.string(),
  until: time,
  endedAt: time.optional(),
  endedBy: z.string().optional(),
  endNote: z.string().optional(),
});

const modeAlarm = z.strictObject({
  id: z.string(),
  equipment: equipmentId,
  rule: z.string(),
  priority: z.enum(priorities),
  raisedAt: time,
  clearedAt: time.optional(),
  state: z.enum(alarmStates),
  occurrences: z.number(),
});
/** What a mode brought, against what was expected of it. */
export const modeReport = z.strictObject({
  mode,
  /** Raised within it. */
  raised: z.array(modeAlarm),
  /** Raised within it, and still not over. */
  notRestored: z.array(modeAlarm),
  /** Expected at an equipment of its scope, and never raised. */
  missing: z.array(z.strictObject({ rule: z.string(), equipment: z.array(equipmentId) })),
  /** Raised at its site at the same time, outside of it: real. */
  outside: z.array(modeAlarm),
});

/** Each reason and each input with its time: the screen puts it into words. */
export const alarmWhy = z.strictObject({
  alarm,
  rule: z
    .looseObject({ id: z.string(), version: z.number(), onDelaySeconds: z.number(), offDelaySeconds: z.number() })
    .nullable(),
  /** Whether the rule is still in the version that raised it. */
  ruleIsCurrent: z.boolean(),
  /** What the rule sees now; null when it no longer watches the equipment. */
  now: z
    .strictObject({
      phase: z.string(),
      reason: z.string(),
      since: time.optional(),
      dueAt: time.optional(),
      evidence: z.array(evidence),
    })
    .nullable(),
  /** What will happen to it by itself. */
  timers: z.array(z.strictObject({ kind: z.string(), at: time })),
  incident: incident.nullable(),
  mode: mode.nullable(),
  journal: z.array(alarmTransition),
});

/** How each rule of an equipment stands, and why it raises nothing. */
export const ruleStanding = z.strictObject({
  rule: z.string(),
  version: z.number(),
  priority: z.enum(priorities),
  lifeSafety: z.boolean(),
  phase: z.string(),
  reason: z.string(),
  /** When the running delay ends, or time alone changes something. */
  dueAt: time.optional(),
  since: time.optional(),
  evidence: z.array(evidence),
  /** How far the value is from the limit, in its unit; negative: beyond it. */
  margin: z.number().optional(),
  alarm: z.string().optional(),
  state: z.enum(alarmStates).optional(),
  /** What would hide an alarm of this rule now. */
  suppressions: z.array(suppression),
  mode: z.strictObject({ id: z.string(), kind: z.enum(modeKinds) }).optional(),
});

/** The trend kept with an alarm: `[time, mean, lowest, highest]` of a number, `[time, value]` of a state. */
export const alarmTrend = z.strictObject({
  /** `kept`: stored with the alarm for good. `live`: read from the readings store at this moment. */
  source: z.enum(["kept", "live"]),
  from: time,
  to: time,
  points: z.array(
    z.strictObject({
      point: z.string(),
      unit: z.string(),
      limit: z.number().optional(),
      samples: z.array(z.tuple([time, value, z.number().nullable(), z.number().nullable()])),
    }),
  ),
});

/** How many alarms a person has on the shelf, against the quota. */
export const shelfCount = z.strictObject({ by: z.string(), count: z.number(), quota: z.number(), over: z.boolean() });
