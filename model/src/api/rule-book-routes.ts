import { z } from "zod";
import * as r from "./rule-book-schemas.ts";
import { siteId } from "./schemas.ts";

const page = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
const byId = z.object({ id: z.string().max(80) });
const atSite = byId.extend({ site: siteId });
const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });
const yesOrNo = z.enum(["true", "false"]);

/** Routes of the rule book; part of the one table in `routes.ts`. */
export const ruleBookRoutes = {
  "GET /api/rules": {
    policy: "rules.read",
    summary: "Every rule as it is effective, with its state, its source, what sites have differently and its problems",
    query: page,
    response: list(r.ruleView),
  },
  "GET /api/rules/export": {
    policy: "rules.read",
    summary: "Rules as YAML, with what sites have differently; all effective ones, or those named (comma-separated)",
    query: z.object({ ids: z.string().max(10_000).optional() }),
    response: z.string(),
  },
  "POST /api/rules/import": {
    policy: "rules.manage",
    summary:
      "Import rules from YAML as drafts; `dry=true` only tells the differences, `activate=true` brings each into the state that the file gives it",
    query: z.object({ dry: yesOrNo.default("false"), activate: yesOrNo.default("false") }),
    body: z.string(),
    response: r.ruleImport,
  },
  "POST /api/rules/validate": {
    policy: "rules.manage",
    summary: "Every problem of a rule with its place, and how its examples come out; nothing is kept",
    body: r.ruleCheckInput,
    response: r.ruleCheck,
    changesNothing: true,
  },
  "POST /api/rules": {
    policy: "rules.manage",
    summary: "Write a new rule; it is a draft",
    body: r.ruleInput,
    response: r.ruleDetail,
  },
  "GET /api/rules/{id}": {
    policy: "rules.read",
    summary: "One rule with all its versions",
    params: byId,
    response: r.ruleDetail,
  },
  "PUT /api/rules/{id}": {
    policy: "rules.manage",
    summary: "Write a rule anew: its draft is replaced, or becomes its next version",
    params: byId,
    body: r.ruleInput,
    response: r.ruleDetail,
  },
  "POST /api/rules/{id}/state": {
    policy: "rules.manage",
    summary:
      "Try a version in shadow, bring it into force, retire it or take it back; life safety waits for a second person",
    params: byId,
    body: r.ruleStateInput,
    response: r.ruleDetail,
  },
  "POST /api/rules/{id}/proposal": {
    policy: "rules.manage",
    summary: "Approve or refuse the change that waits; who proposed it can only take it back",
    params: byId,
    body: r.ruleDecision,
    response: r.ruleDetail,
  },
  "GET /api/rules/{id}/diff": {
    policy: "rules.read",
    summary: "What differs between two versions, line by line of their YAML",
    params: byId,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    response: z.strictObject({ lines: r.yamlDiff }),
  },
  "PUT /api/rules/{id}/overrides/{site}": {
    policy: "rules.manage",
    summary: "Give a site its own limits, delays or priority of a rule, without copying the rule",
    params: atSite,
    body: r.ruleOverrideInput,
    response: r.ruleDetail,
  },
  "DELETE /api/rules/{id}/overrides/{site}": {
    policy: "rules.manage",
    summary: "Judge a site by the rule as it is written again",
    params: atSite,
    response: r.ruleDetail,
  },
} as const;
