import type { RouteKey } from "@plantroom/model/api/routes.ts";
import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { SignedIn } from "../people/sessions.ts";
import type { Handlers } from "./handler.ts";
import type { ReadinessCheck } from "./readiness.ts";

/** What somebody does, for the audit trail: every success that changes something. */
export interface Act {
  readonly route: RouteKey;
  readonly by: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly address: string;
}

export interface InternalOptions {
  readonly secret: string;
  /** Copies all that the server holds into a folder; what fails is a `Problem`. */
  readonly copyTo: (folder: string) => Promise<void>;
}

export interface AppOptions {
  readonly handlers: Handlers;
  readonly authenticate: (token: string | undefined) => SignedIn | undefined;
  /** Records an act; answers what takes the record back when the act fails. */
  readonly record: (act: Act) => Promise<() => Promise<void>>;
  /** For the programs of this installation: they show its secret. */
  readonly internal?: InternalOptions | undefined;
  readonly readiness: readonly ReadinessCheck[];
  readonly metrics: Registry;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  /** Addresses of reverse proxies, comma-separated, whose X-Forwarded headers are believed. */
  readonly trustProxy?: string | undefined;
  /** Demo mode, with accounts that everybody knows. */
  readonly demo?: boolean;
  /** Folder of the built dashboard; without one there is only the API. */
  readonly dashboard?: string | undefined;
}
