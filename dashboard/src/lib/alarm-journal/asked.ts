import type { QueryInputOf } from "@plantroom/model/api/routes.ts";

type Query = QueryInputOf<"GET /api/alarm-journal">;

/** Parameters of the address that narrow the journal; `at` is the site, since `site` is the one that is looked at everywhere. */
export const journalParams = [
  "at",
  "equipment",
  "rule",
  "alarm",
  "priority",
  "by",
  "event",
  "state",
  "reason",
  "q",
  "from",
  "to",
] as const;
const renamed: Readonly<Record<string, keyof Query>> = { at: "site", q: "text" };

export function queryOf(params: Pick<URLSearchParams, "get">): Query {
  const asked = journalParams.flatMap((name) => {
    const value = params.get(name);
    return value ? [[renamed[name] ?? name, value] as const] : [];
  });
  return Object.fromEntries(asked);
}
