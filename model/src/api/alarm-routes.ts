import { z } from "zod";
import { verifications } from "../alarms/alarm.ts";
import { alarmStates } from "../alarms/machine.ts";
import { modeKinds } from "../alarms/mode.ts";
import { priorities } from "../alarms/priority.ts";
import * as a from "./alarm-schemas.ts";
import { equipmentId, siteId, time } from "./schemas.ts";

const page = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
const byId = z.object({ id: z.string() });
const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });
const ofEquipment = z.object({ site: siteId, equipment: equipmentId });
const note = z.strictObject({ note: z.string().trim().max(2_000).optional() });
/** Some of these words, separated by commas. */
const listOf = (words: readonly string[]) => {
  const word = `(?:${words.join("|")})`;
  return z.string().regex(new RegExp(`^${word}(?:,${word})*$`));
};

/** Routes of alarms, incidents and modes; part of the one table in `routes.ts`. */
export const alarmRoutes = {
  "GET /api/alarms": {
    policy: "alarms.read",
    summary: "Alarms; open ones unless `open=false`, gravest and newest first",
    query: page.extend({
      site: siteId.optional(),
      equipment: equipmentId.optional(),
      state: listOf(alarmStates).optional(),
      priority: listOf(priorities).optional(),
      open: z.enum(["true", "false", "all"]).default("true"),
      from: time.optional(),
      to: time.optional(),
    }),
    response: list(a.alarm),
  },
  "GET /api/alarms/{id}": {
    policy: "alarms.read",
    summary: "One alarm with its journal",
    params: byId,
    response: a.alarm.extend({ journal: z.array(a.alarmTransition) }),
  },
  "POST /api/alarms/{id}/acknowledge": {
    policy: "alarms.acknowledge",
    summary: "Acknowledge; critical ones need a note, or somebody who follows their procedure",
    params: byId,
    body: note,
    response: a.alarm,
  },
  "POST /api/alarms/{id}/reset": {
    policy: "alarms.reset",
    summary: "Reset a latched alarm whose condition is over",
    params: byId,
    body: note,
    response: a.alarm,
  },
  "POST /api/alarms/{id}/shelve": {
    policy: "alarms.shelve",
    summary: "Shelve for a time, with a reason",
    params: byId,
    body: a.shelving,
    response: a.alarm,
  },
  "POST /api/alarms/{id}/unshelve": {
    policy: "alarms.shelve",
    summary: "Take from the shelf",
    params: byId,
    response: a.alarm,
  },
  "POST /api/alarms/{id}/out-of-service": {
    policy: "alarms.out-of-service",
    summary: "Take an alarm out of service under a permit; it returns by hand alone",
    params: byId,
    body: a.outOfService,
    response: a.alarm,
  },
  "POST /api/alarms/{id}/return-to-service": {
    policy: "alarms.out-of-service",
    summary: "Return an alarm to service",
    params: byId,
    body: note,
    response: a.alarm,
  },
  "POST /api/alarms/{id}/verify": {
    policy: "alarms.verify",
    summary: "Say whether the alarm was true; also after it is closed",
    params: byId,
    body: z.strictObject({ verification: z.enum(verifications), note: z.string().trim().max(2_000).optional() }),
    response: a.alarm,
  },
  "POST /api/alarms/{id}/comments": {
    policy: "alarms.comment",
    summary: "Add a comment to the alarm's journal",
    params: byId,
    body: z.strictObject({ note: z.string().trim().min(1).max(2_000) }),
    response: a.alarmTransition,
  },
  "GET /api/alarms/{id}/why": {
    policy: "alarms.read",
    summary: "Why the alarm stands as it stands: inputs, timers, rule, suppression, incident, mode",
    params: byId,
    response: a.alarmWhy,
  },
  "GET /api/alarms/{id}/trend": {
    policy: "alarms.read",
    summary: "The trend from 30 min before the alarm to its end; kept longer than raw readings",
    params: byId,
    response: a.alarmTrend,
  },
  "POST /api/alarms/acknowledge": {
    policy: "alarms.acknowledge",
    summary: "Acknowledge many; each has a result of its own",
    body: z.strictObject({ ids: a.alarmIds, note: z.string().trim().max(2_000).optional() }),
    response: a.bulkResult,
  },
  "POST /api/alarms/shelve": {
    policy: "alarms.shelve",
    summary: "Shelve many; each has a result of its own",
    body: a.shelving.extend({ ids: a.alarmIds }),
    response: a.bulkResult,
  },
  "POST /api/alarms/unshelve": {
    policy: "alarms.shelve",
    summary: "Take many from the shelf; each has a result of its own",
    body: z.strictObject({ ids: a.alarmIds }),
    response: a.bulkResult,
  },
  "POST /api/alarms/silence": {
    policy: "alarms.acknowledge",
    summary:
      "Switch the sound of alarms off without acknowledging them; critical and high ones sound again after a while",
    body: z.strictObject({ ids: a.alarmIds }),
    response: a.bulkResult,
  },
  "GET /api/shelves": {
    policy: "alarms.read",
    summary: "How many alarms each person has on the shelf",
    response: list(a.shelfCount),
  },
  "GET /api/incidents": {
    policy: "alarms.read",
    summary: "Incidents, newest first; those with open alarms unless `open=false`",
    query: page.extend({ site: siteId.optional(), open: z.enum(["true", "false", "all"]).default("true") }),
    response: list(a.incident),
  },
  "GET /api/incidents/{id}": {
    policy: "alarms.read",
    summary: "One incident with its alarms, the first-out first",
    params: byId,
    response: a.incident.extend({ alarms: z.array(a.alarm) }),
  },
  "GET /api/modes": {
    policy: "alarms.read",
    summary: "Drills, tests and maintenance; those that run unless `open=false`",
    query: page.extend({
      site: siteId.optional(),
      kind: z.enum(modeKinds).optional(),
      open: z.enum(["true", "false", "all"]).default("true"),
    }),
    response: list(a.mode),
  },
  "POST /api/modes": {
    policy: "alarms.modes",
    summary: "Begin a drill, a test or maintenance",
    body: a.modeInput,
    response: a.mode,
  },
  "POST /api/modes/{id}/end": {
    policy: "alarms.modes",
    summary: "End a drill, a test or maintenance; answers its reconciliation",
    params: byId,
    body: note,
    response: a.modeReport,
  },
  "GET /api/modes/{id}/report": {
    policy: "alarms.read",
    summary: "What was raised within a mode, what was expected and what was never restored",
    params: byId,
    response: a.modeReport,
  },
  "GET /api/equipment/{site}/{equipment}/rules": {
    policy: "alarms.read",
    summary: "How each rule of an equipment stands now, and why it raises nothing",
    params: ofEquipment,
    response: list(a.ruleStanding),
  },
  "POST /api/equipment/{site}/{equipment}/rules/{rule}/out-of-service": {
    policy: "alarms.out-of-service",
    summary: "Take a rule of an equipment out of service before it raises",
    params: ofEquipment.extend({ rule: z.string().max(80) }),
    body: a.outOfService,
    response: a.alarm,
  },
} as const;
