import type { Handlers } from "../http/handler.ts";
import type { Audit } from "./audit.ts";

export function auditHandlers(audit: Audit): Handlers<"GET /api/audit"> {
  return {
    "GET /api/audit": ({ query, person: { username, sites } }) =>
      audit.list({ ...query, within: sites && { sites, username } }),
  };
}
