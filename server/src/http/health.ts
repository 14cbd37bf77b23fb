import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { may } from "@plantroom/model/people/permissions.ts";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { sessionCookie } from "./cookie.ts";
import type { AppOptions } from "./options.ts";

/** `/healthz`: the process answers, and says whether it is a demo (the sign-in page then names the accounts). `/readyz`: it can do its work. `/metrics`: for Prometheus on this machine, or with `system.read`. */
export function serveHealth(
  app: FastifyInstance,
  { authenticate, readiness, metrics, demo }: Pick<AppOptions, "authenticate" | "readiness" | "metrics" | "demo">,
): void {
  app.get("/healthz", async () => ({ status: "ok", ...(demo && { demo }) }));

  app.get("/readyz", async (_request, reply) => {
    const reasons: { name: string; reason: string }[] = [];
    const notes: { name: string; note: string }[] = [];
    for (const { name, reason, note } of readiness) {
      const missing = await reason();
      if (missing !== undefined) reasons.push({ name, reason: missing });
      const known = note?.();
      if (known !== undefined) notes.push({ name, note: known });
    }
    const besides = notes.length > 0 && { notes };
    reply.header("cache-control", "no-store");
    if (reasons.length > 0) return reply.status(503).send({ status: "not-ready", reasons, ...besides });
    return { status: "ready", ...besides };
  });

  app.get("/metrics", async (request, reply) => {
    const person = authenticate(request.cookies[sessionCookie])?.person;
    if (!isLocal(request) && !(person && may(person, "system.read"))) {
      throw new Problem(person ? "not-allowed" : "sign-in-required");
    }
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

/** From this machine, and not passed on by a proxy on it. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, ip } = request;
  const direct = headers["x-forwarded-for"] === undefined && headers.forwarded === undefined;
  return direct && (ip === "::1" || /^(::ffff:)?127\./.test(ip));
}
