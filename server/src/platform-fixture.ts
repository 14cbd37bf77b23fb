import type { RouteKey } from "@plantroom/model/api/routes.ts";
import { demoControl } from "@plantroom/model/demo/faults.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { defaultRules } from "@plantroom/model/rules/pack/catalogue.ts";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { Registry } from "prom-client";
import { Server } from "socket.io";
import { HandClock } from "./clock.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { DemoControl } from "./demo/demo-control.ts";
import { buildApp } from "./http/app.ts";
import { everyHandlerAway } from "./http/app-fixture.ts";
import { sessionCookie } from "./http/cookie.ts";
import type { Handlers } from "./http/handler.ts";
import { openPlatform, type Platform, platformHandlers } from "./platform.ts";
import { RuleBook } from "./rule-book/book.ts";
import type { PackRule } from "./rule-book/defaults.ts";
import { ruleBookHandlers } from "./rule-book/handlers.ts";
import type { LatestValue } from "./sites/live-state.ts";

export const noon = Date.UTC(2026, 10, 23, 12);

/** The platform in memory with the demo estate, at noon, nothing judged; for tests that go through HTTP. */
export class TestPlatform {
  readonly clock: HandClock;
  /** What went to the live feed. */
  readonly published: readonly unknown[];
  /** What the judge would know, by `site/equipment`. */
  readonly latest: Map<string, readonly LatestValue[]>;
  readonly demo: DemoControl;
  readonly database: Database;
  readonly platform: Platform;
  readonly app: FastifyInstance;
  readonly book: RuleBook;

  private constructor(
    parts: Pick<TestPlatform, "clock" | "published" | "latest" | "demo" | "database" | "platform" | "app" | "book">,
  ) {
    this.clock = parts.clock;
    this.published = parts.published;
    this.latest = parts.latest;
    this.demo = parts.demo;
    this.database = parts.database;
    this.platform = parts.platform;
    this.app = parts.app;
    this.book = parts.book;
  }

  /** With these rules in its book. */
  static async start(pack: readonly PackRule[] = []): Promise<TestPlatform> {
    const clock = new HandClock(noon);
    const logger = pino({ level: "silent" });
    const database = await openDatabase(":memory:", "");
    const platform = await openPlatform({ database, io: new Server(), secret: "s", demo: true, clock, logger });
    const published: unknown[] = [];
    const latest = new Map<string, readonly LatestValue[]>();
    const demo = new DemoControl(defaultRules, (site, news) => void published.push({ site, ...news }));
    const { estate } = platform.sites;
    const book = await RuleBook.load({ database, estate, pack }, clock.now());
    const handlers: Handlers = {
      ...everyHandlerAway,
      ...ruleBookHandlers({ book, database, estate, clock }),
      ...platformHandlers(platform, {
        live: {
          presence: () => ({ presence: "unknown", heardAt: undefined }),
          latest: (site, equipment) => latest.get(`${site}/${equipment}`) ?? [],
        },
        countsOf: () => ({ openAlarms: { critical: 0, high: 0, medium: 0, low: 0 }, openWorkOrders: 0 }),
        demo,
        clock,
      }),
    };
    const app = await buildApp({
      handlers,
      authenticate: (token) => platform.sessions.find(token),
      record: (act) => platform.audit.add(act, clock.now()),
      readiness: [],
      metrics: new Registry(),
      logger,
      version: "0.0.0",
    });
    return new TestPlatform({ clock, published, latest, demo, database, platform, app, book });
  }

  async signIn(username: string, password = username, remoteAddress = "127.0.0.1"): Promise<LightMyRequestResponse> {
    return this.app.inject({ method: "POST", url: "/api/session", payload: { username, password }, remoteAddress });
  }

  async as(username: string, password = username): Promise<Caller> {
    const answer = await this.signIn(username, password);
    const token = answer.cookies.find(({ name }) => name === sessionCookie)?.value;
    if (token === undefined) throw new Problem("sign-in-failed");
    return new Caller(this.app, token);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.platform.channel.close();
    await this.platform.sessions.close();
    await this.database.destroy();
  }
}

/** Somebody signed in. */
export class Caller {
  readonly #app: FastifyInstance;
  readonly token: string;

  constructor(app: FastifyInstance, token: string) {
    this.#app = app;
    this.token = token;
  }

  /** `path` with its parameters filled, and its query. */
  call(route: RouteKey, path: string, payload?: object | string): Promise<LightMyRequestResponse> {
    const method = route.split(" ", 1)[0] as "GET" | "POST" | "PUT" | "DELETE";
    const headers = typeof payload === "string" ? { "content-type": "application/yaml" } : {};
    return this.#app.inject({
      method,
      url: path,
      headers,
      cookies: { [sessionCookie]: this.token },
      ...(payload !== undefined && { payload }),
    });
  }
}

export const demoSite = demoControl.site;
