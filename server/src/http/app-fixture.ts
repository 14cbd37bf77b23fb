import { type Policy, type RouteKey, type Routes, routes } from "@plantroom/model/api/routes.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Role } from "@plantroom/model/people/roles.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import type { Person } from "../people/person.ts";
import { buildApp } from "./app.ts";
import type { Handlers } from "./handler.ts";
import type { AppOptions } from "./options.ts";

/** For tests of the HTTP layer alone: every handler answers that the store is away, so 503 means that a call got through. */
export const everyHandlerAway = Object.fromEntries(
  Object.keys(routes).map((key) => [key, () => Promise.reject(new Problem("store-unavailable"))]),
) as unknown as Handlers;

/** The session token of each role is the role's own name. */
function personOf(role: Role): Person {
  return { username: role, name: role, roles: [role] };
}

export function appOf(options: Partial<AppOptions> = {}) {
  return buildApp({
    handlers: everyHandlerAway,
    authenticate: (token) => (token ? { id: token, person: personOf(token as Role), expiresAt: 0 } : undefined),
    record: async () => async () => undefined,
    readiness: [],
    metrics: new Registry(),
    logger: pino({ level: "silent" }),
    version: "0.0.0",
    ...options,
  });
}

export interface RouteCase {
  readonly key: RouteKey;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With every parameter filled. */
  readonly url: string;
  readonly policy: Policy;
}

export const routeCases: readonly RouteCase[] = (Object.entries(routes) as [RouteKey, Routes[RouteKey]][]).map(
  ([key, { policy }]) => {
    const [method, path = ""] = key.split(" ") as [RouteCase["method"], string];
    return { key, method, url: path.replaceAll(/\{\w+\}/g, "some"), policy };
  },
);
