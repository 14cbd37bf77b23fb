import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import { type RouteKey, routes } from "@plantroom/model/api/routes.ts";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Registry } from "prom-client";
import type { SignedIn } from "../people/sessions.ts";
import { answerProblems } from "./answer-problems.ts";
import { takeBodies } from "./bodies.ts";
import { contentSecurityPolicy, serveDashboard } from "./dashboard.ts";
import { serveDocumentation } from "./documentation.ts";
import type { Call, Handlers } from "./handler.ts";
import { type ReadinessCheck, serveHealth } from "./health.ts";
import { measureRequests } from "./metrics.ts";
import { registerRoute } from "./route.ts";

/** What happened, for the audit trail: every success that changed something. */
export interface Done {
  readonly route: RouteKey;
  readonly by: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly address: string;
}

export interface AppOptions {
  readonly handlers: Handlers;
  readonly authenticate: (token: string | undefined) => SignedIn | undefined;
  readonly onDone: (done: Done) => Promise<void>;
  readonly readiness: readonly ReadinessCheck[];
  readonly metrics: Registry;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  /** Folder of the built dashboard; without one there is only the API. */
  readonly dashboard?: string | undefined;
}

export type AnyCall = Call<RouteKey>;

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
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.dashboard),
    // Plantroom itself speaks HTTP; whoever puts TLS in front decides on this.
    strictTransportSecurity: false,
  });
  takeBodies(app);
  answerProblems(app, options.authenticate);
  measureRequests(app, options.metrics);
  for (const key of Object.keys(routes) as RouteKey[]) registerRoute(app, key, options);
  await serveDocumentation(app, options.version);
  serveHealth(app, options);
  if (options.dashboard !== undefined) await serveDashboard(app, options.dashboard);
  return app;
}
