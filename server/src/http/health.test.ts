import { expect, test } from "vitest";
import { appOf } from "./app-fixture.ts";
import { sessionCookie } from "./cookie.ts";

test("not ready says why, ready is ready, and alive is neither", async () => {
  const missing: { reason: string | undefined } = { reason: "is opening" };
  const app = await appOf({ readiness: [{ name: "readings", reason: () => missing.reason }] });
  expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
  const before = await app.inject({ url: "/readyz" });
  expect(before.statusCode).toBe(503);
  expect(before.json()).toEqual({ status: "not-ready", reasons: [{ name: "readings", reason: "is opening" }] });
  missing.reason = undefined;
  expect((await app.inject({ url: "/readyz" })).statusCode).toBe(200);
  await app.close();
});

test("what has to be known keeps nobody waiting", async () => {
  const note = () => "readings lie elsewhere";
  const app = await appOf({ readiness: [{ name: "history", reason: () => undefined, note }] });
  const answer = await app.inject({ url: "/readyz" });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ status: "ready", notes: [{ name: "history", note: "readings lie elsewhere" }] });
  await app.close();
});

test.each([
  ["this machine", "127.0.0.1", {}, {}, 200],
  ["this machine over IPv6", "::1", {}, {}, 200],
  ["elsewhere", "192.0.2.7", {}, {}, 401],
  ["elsewhere through a proxy here", "127.0.0.1", { "x-forwarded-for": "192.0.2.7" }, {}, 401],
  ["elsewhere as a technician", "192.0.2.7", {}, { [sessionCookie]: "technician" }, 403],
  ["elsewhere as a supervisor", "192.0.2.7", {}, { [sessionCookie]: "supervisor" }, 200],
])("metrics for %s", async (_who, remoteAddress, headers, cookies, status) => {
  const app = await appOf();
  await app.inject({ url: "/healthz" });
  const answer = await app.inject({ url: "/metrics", remoteAddress, headers, cookies });
  expect(answer.statusCode).toBe(status);
  if (status === 200)
    expect(answer.body).toContain('plantroom_http_request_seconds_count{method="GET",route="/healthz"');
  await app.close();
});
