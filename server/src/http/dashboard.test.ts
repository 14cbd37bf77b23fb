import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appOf } from "./app-fixture.ts";

const starter = "\n start();\n";
const folder = mkdtempSync(join(tmpdir(), "plantroom-dashboard-"));
let app: FastifyInstance;
beforeAll(async () => {
  mkdirSync(join(folder, "_app/immutable"), { recursive: true });
  writeFileSync(join(folder, "index.html"), `<!doctype html><script>${starter}</script>`);
  writeFileSync(join(folder, "_app/immutable/a.js"), "1");
  writeFileSync(join(folder, "service-worker.js"), "2");
  app = await appOf({ dashboard: folder });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ["/", 200, "text/html", "no-cache"],
  ["/equipment/harbour-court/booster", 200, "text/html", "no-cache"],
  ["/alarms?site=a.b", 200, "text/html", "no-cache"],
  ["/_app/immutable/a.js", 200, "text/javascript", "public, max-age=31536000, immutable"],
  ["/service-worker.js", 200, "text/javascript", "no-cache"],
  ["/_app/immutable/old.js", 404, "application/problem+json", undefined],
  ["/favicon.ico", 404, "application/problem+json", undefined],
  ["/api/nothing", 404, "application/problem+json", undefined],
  ["/../../etc/hosts", 200, "text/html", "no-cache"],
  ["/%2e%2e/%2e%2e/etc/hosts", 200, "text/html", "no-cache"],
])("%s", async (url, status, type, cache) => {
  const answer = await app.inject({ url });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-type"]).toContain(type.replace("text/javascript", "javascript"));
  if (cache) expect(answer.headers["cache-control"]).toBe(cache);
  expect(answer.body).not.toContain("localhost");
});

test("the page's own starter is the only inline script that may run", async () => {
  const policy = String((await app.inject({ url: "/" })).headers["content-security-policy"]);
  const hash = createHash("sha256").update(starter).digest("base64");
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
  expect(policy).not.toContain("script-src 'self' 'unsafe");
});
