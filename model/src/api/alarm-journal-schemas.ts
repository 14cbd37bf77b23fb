import { z } from "zod";
import { alarmJournalEvents } from "../alarms/journal.ts";
import { kpiIds, standings } from "../alarms/kpi/targets.ts";
import { alarmStates } from "../alarms/machine.ts";
import { priorities } from "../alarms/priority.ts";
import { presences } from "../sites/equipment.ts";
import { mode, transitionDetail } from "./alarm-schemas.ts";
import { equipmentId, siteId, time } from "./schemas.ts";

/** One line of the journal of all alarms. */
export const alarmLine = z.strictObject({
  /** Counts up in the order of writing. */
  id: z.number(),
  at: time,
  alarm: z.string(),
  site: siteId,
  equipment: equipmentId,
  rule: z.string(),
  priority: z.enum(priorities),
  event: z.enum(alarmJournalEvents),
  from: z.enum(alarmStates),
  to: z.enum(alarmStates),
  by: z.string(),
  note: z.string().optional(),
  detail: transitionDetail.optional(),
  /** In a drill or a test: counted in no figure. */
  rehearsal: z.literal(true).optional(),
});

/** An alarm as its journal tells it at an instant. */
export const alarmStanding = z.strictObject({
  alarm: z.string(),
  site: siteId,
  equipment: equipmentId,
  rule: z.string(),
  priority: z.enum(priorities),
  state: z.enum(alarmStates),
  since: time,
  active: z.boolean(),
  raisedAt: time.optional(),
  annunciatedAt: time.optional(),
  acknowledgedAt: time.optional(),
  acknowledgedBy: z.string().optional(),
  occurrences: z.number(),
  rehearsal: z.boolean(),
});

/** From this time on, until the next of the same equipment. */
const presenceChange = z.strictObject({
  site: siteId,
  equipment: equipmentId,
  at: time,
  presence: z.enum(presences),
});

/** A time to look back at: what stood at its beginning and everything since; the rest is worked out where it is looked at. */
export const alarmTimeline = z.strictObject({
  from: time,
  to: time,
  standings: z.array(alarmStanding),
  lines: z.array(alarmLine),
  /** Each equipment's at the beginning, and what changed. */
  presence: z.array(presenceChange),
  modes: z.array(mode),
  /** There was more than one answer holds: it ends at `to`, which is sooner than asked. */
  truncated: z.boolean(),
});

const place = { site: siteId, equipment: equipmentId, rule: z.string() };
const actor = z.strictObject({ ...place, count: z.number() });
const aside = z.strictObject({ times: z.number(), standing: z.number() });
const flood = z.strictObject({
  from: time,
  to: time.optional(),
  annunciated: z.number(),
  peak: z.number(),
  firstOut: z.strictObject({ ...place, at: time, alarm: z.string() }),
  members: z.array(actor),
});

/** Figures of alarm management; drills and tests are in none of them. */
export const alarmKpis = z.strictObject({
  from: time,
  to: time,
  annunciated: z.number(),
  values: z.record(z.enum(kpiIds), z.strictObject({ value: z.number().nullable(), standing: z.enum(standings) })),
  days: z.array(z.strictObject({ at: time, annunciated: z.number(), peak: z.number() })),
  distribution: z.array(z.strictObject({ annunciated: z.number(), slots: z.number() })),
  priorities: z.array(
    z.strictObject({
      priority: z.enum(priorities),
      annunciated: z.number(),
      share: z.number(),
      shareTarget: z.number(),
      targetMinutes: z.number(),
      inTime: z.number(),
      late: z.number(),
      acknowledgeMedianSeconds: z.number().nullable(),
      acknowledgeP90Seconds: z.number().nullable(),
    }),
  ),
  floods: z.array(flood),
  topTen: z.array(
    z.strictObject({ ...place, count: z.number(), share: z.number(), countThere: z.number(), places: z.number() }),
  ),
  chattering: z.array(actor),
  fleeting: z.array(actor),
  stale: z.array(
    z.strictObject({
      ...place,
      alarm: z.string(),
      priority: z.enum(priorities),
      activeSince: time,
      clearedAt: time.optional(),
    }),
  ),
  aside: z.strictObject({ shelved: aside, suppressed: aside, "out-of-service": aside }),
  verified: z.strictObject({ true: z.number(), false: z.number(), nuisance: z.number() }),
  useful: z.strictObject({ useful: z.number(), all: z.number() }),
});
