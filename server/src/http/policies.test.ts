import { permissions } from "@plantroom/model/people/permissions.ts";
import { type Role, roles } from "@plantroom/model/people/roles.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appOf, type RouteCase, routeCases } from "./app-fixture.ts";
import { sessionCookie } from "./cookie.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await appOf();
});
afterAll(() => app.close());

async function codeFor({ method, url }: RouteCase, role?: Role, headers: Record<string, string> = {}) {
  const cookies = role ? { [sessionCookie]: role } : {};
  const answer = await app.inject({ method, url, cookies, headers });
  return { status: answer.statusCode, code: answer.json().code as string };
}

describe("every route for every role", () => {
  const cases = routeCases.flatMap((route) => roles.map((role) => ({ ...route, role })));
  test.each(cases)("$key as $role", async ({ role, ...route }) => {
    const { policy } = route;
    const allowed: readonly Role[] = policy === "public" || policy === "signed-in" ? roles : permissions[policy];
    const { status } = await codeFor(route, role);
    // 422: the policy let it through and the schema did not; 503: it reached the handler.
    expect(allowed.includes(role) ? [422, 503] : [403]).toContain(status);
  });
});

describe("nobody", () => {
  test.each(routeCases)("$key", async (route) => {
    const { status, code } = await codeFor(route);
    if (route.policy === "public") expect([422, 503]).toContain(status);
    else expect({ status, code }).toEqual({ status: 401, code: "sign-in-required" });
  });
});

test("whatever changes the building needs a permission, not just a session", () => {
  const open = routeCases.filter(({ method, policy }) => method !== "GET" && !(policy in permissions));
  expect(open.map(({ key }) => key)).toEqual([
    "POST /api/session",
    "DELETE /api/session",
    "PUT /api/session/locale",
    "PUT /api/session/password",
    // Views of one's own; those of a role ask for `views.share` in the handler.
    "POST /api/views",
    "DELETE /api/views/{id}",
    // What concerns nobody but the person themselves.
    "POST /api/notifications/read",
    "PUT /api/notifications/preferences",
    "POST /api/notifications/push",
    "DELETE /api/notifications/push/{id}",
    "POST /api/notifications/test",
  ]);
});

describe("a page of another site", () => {
  const changing = routeCases.filter(({ method }) => method !== "GET");
  const foreign = [
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:81" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  test.each(changing.flatMap((route) => foreign.map((headers) => ({ ...route, headers }))))(
    "may not $key ($headers)",
    async ({ headers, ...route }) => {
      const refused = { status: 403, code: "origin-denied" };
      expect(await codeFor(route, "administrator", { host: "localhost:80", ...headers })).toEqual(refused);
    },
  );
  const own = [
    {},
    { origin: "http://localhost:80" },
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
  ];
  test.each(changing.flatMap((route) => own.map((headers) => ({ ...route, headers }))))(
    "$key from our own page, or from no page ($headers)",
    async ({ headers, ...route }) => {
      const { status } = await codeFor(route, "administrator", { host: "localhost:80", ...headers });
      expect([422, 503]).toContain(status);
    },
  );
});
