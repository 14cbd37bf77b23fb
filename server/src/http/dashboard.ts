import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { FastifyInstance } from "fastify";

const page = "index.html";

/** Everything from here and nowhere else; the page's own inline starter by its hash. */
export function contentSecurityPolicy(dashboard: string | undefined) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", ...inlineScriptHashes(dashboard)],
      // Svelte sets style attributes of elements whose position or width is data.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      // Covers the live feed: 'self' includes the same host over ws and wss (CSP3, 6.7.2.8).
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  };
}

function inlineScriptHashes(dashboard: string | undefined): string[] {
  const file = dashboard === undefined ? "" : join(dashboard, page);
  if (!existsSync(file)) return [];
  const scripts = readFileSync(file, "utf8").matchAll(/<script>([\s\S]*?)<\/script>/g);
  return [...scripts].map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

/** The built dashboard; an address that is none of its files is one of its pages. */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(staticFiles, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Hashed names never change their content; everything else asks again each time.
      const forever = path.includes("/_app/immutable/");
      reply.header("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.get("/*", async (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const isFile = path.startsWith("/_app/") || /\.\w+$/.test(path);
    if (path.startsWith("/api/") || path === "/api" || path.startsWith("/socket.io") || isFile) {
      throw new Problem("route-unknown");
    }
    return reply.sendFile(page);
  });
}
