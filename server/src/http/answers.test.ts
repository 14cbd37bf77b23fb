import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appOf, everyHandlerAway } from "./app-fixture.ts";
import { sessionCookie } from "./cookie.ts";
import type { Act } from "./options.ts";

let app: FastifyInstance;
const done: Act[] = [];
beforeAll(async () => {
  app = await appOf({
    record: async (one) => {
      done.push(one);
      return async () => void done.splice(done.indexOf(one), 1);
    },
    handlers: {
      ...everyHandlerAway,
      "GET /api/rules": () => Promise.reject(new TypeError("secret inner detail")),
      "GET /api/device-types": async () => ({ items: [{ id: 1 }], next: null }) as never,
      "GET /api/audit": () => Promise.reject(new Problem("too-many-attempts", { seconds: 7 })),
      "GET /api/energy/consumption.csv": async () => "港灣,1\r\n",
      "GET /api/sites/{site}/export": async () => "site: {}\n",
      "DELETE /api/device-types/{id}": async () => undefined,
      "POST /api/device-types/import": async ({ body }) => ({ imported: body.length }),
    },
  });
});
afterAll(() => app.close());

const as = (role: string, options: InjectOptions) => app.inject({ cookies: { [sessionCookie]: role }, ...options });

describe("problems", () => {
  test("carry the RFC 9457 members, the code and the values", async () => {
    const answer = await as("administrator", { url: "/api/sites?limit=0&nonsense=1" });
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toMatchObject({
      type: "urn:plantroom:problem:request-invalid",
      title: "Request invalid",
      status: 422,
      code: "request-invalid",
      errors: [{ path: "query.limit" }, { path: "query" }],
    });
  });

  test.each([
    ["zh-TW,zh;q=0.9", "請先登入。"],
    ["zh-CN", "请先登录。"],
    ["fr, zh-Hant;q=0.5, en;q=0.2", "請先登入。"],
    ["fr", "Please sign in."],
    [",;q=,;;", "Please sign in."],
  ])("speak %s", async (language, detail) => {
    const answer = await app.inject({ url: "/api/sites", headers: { "accept-language": language } });
    expect(answer.json().detail).toBe(detail);
  });

  test("hide what broke inside, and name where it is recorded", async () => {
    const answer = await as("operator", { url: "/api/rules" });
    expect(answer.statusCode).toBe(500);
    expect(answer.json().values.reference).toMatch(/^[0-9a-f]{10}$/);
    expect(answer.body).not.toContain("inner detail");
  });

  test("an answer that does not fit its own schema is our fault", async () => {
    expect((await as("operator", { url: "/api/device-types" })).json().code).toBe("internal-error");
  });

  test("say when to try again", async () => {
    const answer = await as("supervisor", { url: "/api/audit" });
    expect(answer.statusCode).toBe(429);
    expect(answer.headers["retry-after"]).toBe("7");
  });

  const bodies: readonly [string, InjectOptions, number][] = [
    ["malformed JSON", { payload: "{", headers: { "content-type": "application/json" } }, 422],
    ["__proto__", { payload: '{"__proto__":{"a":1}}', headers: { "content-type": "application/json" } }, 422],
    ["another type", { payload: "<a/>", headers: { "content-type": "application/xml" } }, 422],
    ["more than 1 MB", { payload: "x".repeat(1_100_000), headers: { "content-type": "application/json" } }, 422],
    ["unknown fields", { payload: { active: true, roles: ["administrator"] } }, 422],
  ];
  test.each(bodies)("refuse a body that is %s", async (_what, options, status) => {
    const answer = await as("administrator", { method: "PUT", url: "/api/demo/faults/a", ...options });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({
      code: "request-invalid",
      errors: [{ path: expect.stringMatching(/^body/) }],
    });
  });

  test("an address that is nothing", async () => {
    expect((await app.inject({ url: "/api/nothing" })).json().code).toBe("route-unknown");
  });
});

describe("answers", () => {
  test("CSV is a file that a spreadsheet reads as UTF-8", async () => {
    const period = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    const url = `/api/energy/consumption.csv?site=a&step=day&${period}`;
    const answer = await as("energy-manager", { url });
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toContain("consumption.csv");
    expect(answer.body).toBe("\uFEFF港灣,1\r\n");
  });

  test("a site file is YAML named after its site", async () => {
    const answer = await as("administrator", { url: "/api/sites/harbour/export" });
    expect(answer.headers["content-type"]).toBe("application/yaml; charset=utf-8");
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="harbour.yaml"');
  });

  test("nothing is 204", async () => {
    expect((await as("administrator", { method: "DELETE", url: "/api/device-types/a" })).statusCode).toBe(204);
  });

  test("text comes as it is, whatever the type of text", async () => {
    for (const type of ["text/plain", "text/yaml", "application/yaml"]) {
      const headers = { "content-type": type };
      const options = { method: "POST", url: "/api/device-types/import", payload: "- a\n", headers } as const;
      expect((await as("administrator", options)).json()).toEqual({ imported: 4 });
    }
  });

  test("are kept by no cache and carry the security headers", async () => {
    const { headers } = await as("administrator", { url: "/api/sites/a/export" });
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test("whatever succeeded and changed something is told, what failed is not", async () => {
    done.length = 0;
    await as("administrator", { method: "DELETE", url: "/api/device-types/a" });
    await as("administrator", { method: "DELETE", url: "/api/devices/a" });
    await as("administrator", { url: "/api/sites/a/export" });
    expect(done).toEqual([
      {
        route: "DELETE /api/device-types/{id}",
        by: "administrator",
        params: { id: "a" },
        body: {},
        address: "127.0.0.1",
      },
    ]);
  });
});
