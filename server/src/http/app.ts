import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import { type RouteKey, routes } from "@plantroom/model/api/routes.ts";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { answerProblems } from "./answer-problems.ts";
import { takeBodies } from "./bodies.ts";
import { contentSecurityPolicy, serveDashboard } from "./dashboard.ts";
import { serveDocumentation } from "./documentation.ts";
import { serveHealth } from "./health.ts";
import { serveInternal } from "./internal.ts";
import { measureRequests } from "./metrics.ts";
import type { AppOptions } from "./options.ts";
import { registerRoute } from "./route.ts";

/** A request that takes longer to arrive is dropped, so that slow senders cannot pile up. */
const requestTimeout = 30_000;
const headersTimeout = 10_000;
const bodyLimit = 1024 * 1024;

/** The whole HTTP surface as a function; listening is another. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout,
    http: { headersTimeout },
    forceCloseConnections: true,
    trustProxy: options.trustProxy || false,
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.dashboard),
    // With a certificate that one made oneself it would lock the browser out; a proxy in front may add it.
    strictTransportSecurity: false,
  });
  takeBodies(app);
  answerProblems(app, options.authenticate);
  measureRequests(app, options.metrics);
  for (const key of Object.keys(routes) as RouteKey[]) registerRoute(app, key, options);
  await serveDocumentation(app, options.version);
  serveHealth(app, options);
  if (options.internal) serveInternal(app, options.internal);
  if (options.dashboard !== undefined) await serveDashboard(app, options.dashboard);
  return app;
}
