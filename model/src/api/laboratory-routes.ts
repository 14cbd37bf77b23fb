import { z } from "zod";
import { verifications } from "../alarms/alarm.ts";
import { priorities } from "../alarms/priority.ts";
import { suggestionKinds } from "../laboratory/candidates.ts";
import { equipmentId, pointId, siteId, time, value } from "./schemas.ts";

/** A draft as it stands in a form; what it lacks or says wrongly is answered as `rule-invalid`. */
const draft = z.looseObject({ id: z.string().min(1).max(80), types: z.array(z.string()).max(50) });

const wanted = {
  site: siteId,
  from: time,
  to: time,
  /** Look for delays, deadbands and limits that would have kept what matters and left out the repeats. */
  suggest: z.boolean().default(false),
};

export const backtestInput = z
  .strictObject({
    /** The draft; or `id` for the rule as it is in force. */
    rule: draft.optional(),
    id: z.string().max(80).optional(),
    /** None: every equipment of the rule's types. */
    equipment: z.array(equipmentId).max(100).default([]),
    ...wanted,
  })
  .refine(({ rule, id }) => (rule === undefined) !== (id === undefined), { error: "either rule or id" });

const occurrence = z.strictObject({
  equipment: equipmentId,
  conditionSince: time,
  raisedAt: time,
  /** Null: it stood at the end of the period. */
  clearedAt: time.nullable(),
  /** Within the period. */
  seconds: z.number(),
  priority: z.enum(priorities),
  point: z.string().optional(),
  value: value.optional(),
  /** The value furthest beyond the limit. */
  worst: value.optional(),
  limit: z.number().optional(),
});

const totals = z.strictObject({
  /** Raised within the period. */
  alarms: z.number(),
  perDay: z.number(),
  /** Time in alarm, of all equipment together. */
  activeSeconds: z.number(),
  longestSeconds: z.number(),
  /** With one open work order per equipment and failure class, each taken to be open for as long as its priority allows. */
  workOrders: z.number(),
  /** More than 10 in 10 min, at the site. */
  floods: z.number(),
  /** Equipment-minutes with three raises or more. */
  chattering: z.number(),
  /** Over within 30 s. */
  fleeting: z.number(),
});

const outcome = z.strictObject({
  version: z.number().optional(),
  totals,
  /** In order of time; the first of them where `more` is true. */
  occurrences: z.array(occurrence),
  more: z.boolean(),
});

/** Null: there is no version in force that could have. */
const verdict = z.strictObject({ caught: z.boolean(), lateSeconds: z.number().nullable() });

const recordedAlarm = z.strictObject({
  id: z.string(),
  equipment: equipmentId,
  conditionSince: time,
  raisedAt: time,
  clearedAt: time.nullable(),
  priority: z.enum(priorities),
  verification: z.enum(verifications),
  occurrences: z.number(),
  ruleVersion: z.number(),
  draft: verdict,
  active: verdict.nullable(),
});

const candidate = z.strictObject({
  kind: z.enum(suggestionKinds),
  /** Where in the rule: `onDelaySeconds`, `when.deadband`. */
  path: z.string(),
  value: z.number(),
  alarms: z.number(),
  /** Share of the repeats that would have gone. */
  removed: z.number(),
  /** Of what has to stay. */
  missed: z.number(),
  /** How much later it would have raised, at the median of what has to stay. */
  lateSeconds: z.number(),
  /** The mildest of its kind that removes 90 % of the repeats and misses nothing. */
  best: z.boolean(),
});

const suggestions = z.strictObject({
  /** What has to stay: alarms judged true or, where nobody has judged any, those that lasted so many minutes. */
  keeps: z.enum(["judged-true", "lasting"]),
  keepMinutes: z.number(),
  kept: z.number(),
  repeats: z.number(),
  /** Standard deviation of the steady signal, in the point's unit. */
  noise: z.number().nullable(),
  candidates: z.array(candidate),
  /** Not every candidate was tried: the time was up. */
  truncated: z.boolean(),
});

export const laboratoryNotes = [
  /** Nothing is kept of the time. */
  "no-history",
  /** Single readings of a part of the time are forgotten: that part is judged by means of a quarter of an hour. */
  "quarter-hours",
  /** Whether a device was connected is not kept: rules that ask for it find it online. */
  "presence-unknown",
  /** Too few weeks before the period to tell what is usual. */
  "no-baseline",
] as const;

export const backtest = z.strictObject({
  rule: z.string(),
  site: siteId,
  from: time,
  to: time,
  equipment: z.array(
    z.strictObject({ equipment: equipmentId, samples: z.number(), first: time.nullable(), last: time.nullable() }),
  ),
  /** Of the equipment itself, what the rule asks. */
  points: z.array(pointId),
  draft: outcome,
  /** The rule as it is in force; null where there is none. */
  active: outcome.nullable(),
  /** What was in fact raised. */
  recorded: z.strictObject({ alarms: z.array(recordedAlarm), more: z.boolean() }),
  suggestions: suggestions.nullable(),
  samplesRead: z.number(),
  readMilliseconds: z.number(),
  foldMilliseconds: z.number(),
  /** 0: every reading; 900 where some of the time is judged by quarter hours. */
  resolutionSeconds: z.number(),
  notes: z.array(z.enum(laboratoryNotes)),
});

/** Routes of the rule laboratory; part of the one table in `routes.ts`. */
export const laboratoryRoutes = {
  "POST /api/rules/backtest": {
    policy: "rules.read",
    summary: "What a rule would have done over a past time, beside the version in force and what was in fact raised",
    changesNothing: true,
    body: backtestInput,
    response: backtest,
  },
  "GET /api/rules/{id}/backtest": {
    policy: "rules.read",
    summary: "The same for a rule as it is in force",
    params: z.object({ id: z.string() }),
    query: z.object({
      ...wanted,
      suggest: z.stringbool().default(false),
      equipment: z.string().max(4_000).optional(),
    }),
    response: backtest,
  },
} as const;
