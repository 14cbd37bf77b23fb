import { z } from "zod";
import { alarmJournalEvents } from "../alarms/journal.ts";
import { alarmStates } from "../alarms/machine.ts";
import { priorities } from "../alarms/priority.ts";
import { locales } from "../text.ts";
import * as j from "./alarm-journal-schemas.ts";
import { equipmentId, siteId, time } from "./schemas.ts";

/** Some of these words, separated by commas. */
const listOf = (words: readonly string[]) => {
  const word = `(?:${words.join("|")})`;
  return z.string().regex(new RegExp(`^${word}(?:,${word})*$`));
};

const wanted = z.object({
  site: siteId.optional(),
  equipment: equipmentId.optional(),
  rule: z.string().max(80).optional(),
  alarm: z.string().max(64).optional(),
  priority: listOf(priorities).optional(),
  /** A user name, or `system`. */
  by: z.string().max(80).optional(),
  event: listOf(alarmJournalEvents).optional(),
  /** The state after the line. */
  state: listOf(alarmStates).optional(),
  /** Of a suppression or a shelf. */
  reason: z.string().max(80).optional(),
  /** Somewhere in the note, the names of rule and equipment, or the actor. */
  text: z.string().trim().min(1).max(200).optional(),
  from: time.optional(),
  to: time.optional(),
});
/** Names and headings in this language, times in this zone; without one in the site's, or UTC for several sites. */
const file = wanted.extend({ locale: z.enum(locales).default("en"), zone: z.string().max(64).optional() });
const period = { from: time, to: time };

/** Routes that look back at alarms; part of the one table in `routes.ts`. */
export const alarmJournalRoutes = {
  "GET /api/alarm-journal": {
    policy: "alarms.read",
    summary: "Every transition of every alarm, newest first",
    query: wanted.extend({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.strictObject({ items: z.array(j.alarmLine), next: z.string().nullable() }),
  },
  "GET /api/alarm-journal.csv": {
    policy: "alarms.read",
    summary: "The same as a table; at most 50,000 lines, the newest; its head says what was asked and in which zone",
    query: file,
    response: z.string(),
  },
  "GET /api/alarm-journal.jsonl": {
    policy: "alarms.read",
    summary: "The same, one JSON object a line; at most 50,000 lines, the newest",
    query: wanted,
    response: z.string(),
  },
  "GET /api/alarm-standings": {
    policy: "alarms.read",
    summary: "What stood in the alarm lists at an instant, gravest and newest first",
    query: z.object({ at: time, site: siteId.optional(), equipment: equipmentId.optional() }),
    response: z.strictObject({ at: time, items: z.array(j.alarmStanding) }),
  },
  "GET /api/alarm-timeline": {
    policy: "alarms.read",
    summary: "A time to look back at, of an equipment with its parts, of a site or of all: at most 10,000 lines",
    query: z.object({ ...period, site: siteId.optional(), equipment: equipmentId.optional() }),
    response: j.alarmTimeline,
  },
  "GET /api/alarm-kpis": {
    policy: "alarms.read",
    summary: "Figures of alarm management over at most 400 days",
    query: z.object({ ...period, site: siteId.optional() }),
    response: j.alarmKpis,
  },
} as const;
