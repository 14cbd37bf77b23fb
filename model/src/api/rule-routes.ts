import { z } from "zod";
import { priorities } from "../alarms/priority.ts";
import { qualities } from "../quality.ts";
import { equipmentId, siteId, time, value } from "./schemas.ts";

const page = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
const byId = z.object({ id: z.string() });
const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });

const evidence = z.strictObject({
  point: z.string(),
  at: time,
  value,
  quality: z.enum(qualities),
  limit: z.number().optional(),
});

/** What a rule in shadow found: what would have been an alarm. */
export const shadowChange = z.strictObject({
  id: z.string(),
  site: siteId,
  equipment: equipmentId,
  rule: z.string(),
  ruleVersion: z.number().optional(),
  at: time,
  change: z.enum(["raised", "cleared", "reprioritised", "ended"]),
  priority: z.enum(priorities).optional(),
  evidence: z.array(evidence),
});

/** A rule that is not judged as it should be, and how its looks went since the start. */
const ruleTrouble = z.strictObject({
  rule: z.string(),
  trouble: z.enum(["failing", "slow", "unreadable"]),
  /** It is not judged at all. */
  setAside: z.boolean(),
  failures: z.number(),
  meanMilliseconds: z.number(),
  detail: z.string(),
});

/** Routes of rules; part of the one table in `routes.ts`. */
export const ruleRoutes = {
  "GET /api/rules/troubles": {
    policy: "rules.read",
    summary: "Rules that fail, take too long or cannot be read",
    response: z.strictObject({ items: z.array(ruleTrouble) }),
  },
  "GET /api/rules/{id}/shadow": {
    policy: "rules.read",
    summary: "What a rule in shadow found, newest first",
    params: byId,
    query: page.extend({ site: siteId.optional() }),
    response: list(shadowChange),
  },
} as const;
