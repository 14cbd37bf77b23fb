import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { EscalationPolicy } from "@plantroom/model/escalation/policy.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { ofAllSites } from "../notifications/channel-handlers.ts";
import { documentsOf, dropDocument, keepDocument } from "../notifications/documents.ts";

type PolicyRoutes =
  | "GET /api/escalation-policies"
  | "PUT /api/escalation-policies/{id}"
  | "DELETE /api/escalation-policies/{id}";

export function escalationHandlers(database: Database): Handlers<PolicyRoutes> {
  return {
    "GET /api/escalation-policies": async () => ({
      items: (await documentsOf<EscalationPolicy>(database, "escalationPolicies")).map(viewOf),
      next: null,
    }),
    "PUT /api/escalation-policies/{id}": async ({ params: { id }, body, person }) => {
      ofAllSites(person);
      if (body.id !== id) throw invalid("body.id", "the id is that of the address");
      for (const [priority, steps] of Object.entries(body.steps)) {
        if (new Set(steps.map((step) => step.id)).size < steps.length) {
          throw invalid(`body.steps.${priority}`, "two steps have one id");
        }
      }
      await keepDocument(database, "escalationPolicies", body);
      return body;
    },
    "DELETE /api/escalation-policies/{id}": async ({ params: { id }, person }) => {
      ofAllSites(person);
      if (!(await dropDocument(database, "escalationPolicies", id))) {
        throw new Problem("not-found", { what: "escalation policy", id });
      }
    },
  };
}

/** As the schema has it: lists that may be written to. */
function viewOf({ sites, steps, ...policy }: EscalationPolicy) {
  const listed = (one: EscalationPolicy["steps"]["low"]) =>
    one.map((step) => ({ ...step, targets: [...step.targets] }));
  return {
    ...policy,
    ...(sites && { sites: [...sites] }),
    steps: {
      critical: listed(steps.critical),
      high: listed(steps.high),
      medium: listed(steps.medium),
      low: listed(steps.low),
    },
  };
}
