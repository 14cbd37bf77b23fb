import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Handlers } from "../http/handler.ts";
import { pageOf } from "../http/page.ts";

export function ruleHandlers(rules: readonly Rule[]): Handlers<"GET /api/rules"> {
  return {
    "GET /api/rules": async ({ query }) => {
      const { items, next } = pageOf(rules, query);
      return { items: items.map((rule) => ({ ...rule })), next };
    },
  };
}
