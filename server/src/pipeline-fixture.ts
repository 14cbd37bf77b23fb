import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ParamsOf, QueryOf } from "@plantroom/model/api/routes.ts";
import type { EventEntry, JournalEntry, PresenceEntry } from "@plantroom/model/journal/entry.ts";
import type { DashboardToServer, ServerToDashboard } from "@plantroom/model/live/events.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import type { Server } from "socket.io";
import { io as connectTo, type Socket } from "socket.io-client";
import { HandClock } from "./clock.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { sessionCookie, sessionTokenOf } from "./http/cookie.ts";
import type { Call } from "./http/handler.ts";
import { MemoryJournal } from "./journal/memory-journal.ts";
import { socketServer } from "./live/access.ts";
import type { Person } from "./people/person.ts";
import type { SignedIn } from "./people/sessions.ts";
import { type Pipeline, startPipeline } from "./pipeline.ts";
import { MemoryReadings } from "./readings/memory.ts";
import { machine, people, siteId, start } from "./rules/timeline-fixture.ts";
import { MemoryEstate } from "./sites/memory-estate.ts";

export type Dashboard = Socket<ServerToDashboard, DashboardToServer>;
type PipelineRoute = keyof Pipeline["handlers"];

export const otherSite = "elsewhere";

/** The pipeline with a wound clock, a journal and a database in memory, and real sockets on a free port. */
export class TestPipeline {
  readonly clock = new HandClock(start);
  readonly journal = new MemoryJournal();
  readonly estate = new MemoryEstate();
  readonly metrics = new Registry();
  readonly #sessions = new Map<string, SignedIn>();
  readonly #ended = new Set<(session: string) => void>();
  readonly #dashboards: Dashboard[] = [];
  readonly #http: HttpServer = createServer();
  readonly #io: Server = socketServer();
  database!: Database;
  pipeline!: Pipeline;

  static async start(rules: readonly Rule[], onEvent?: (event: EventEntry) => void): Promise<TestPipeline> {
    const test = new TestPipeline();
    test.estate.apply({
      sites: [siteId, otherSite].map((id) => ({ id, name: id, timeZone: "UTC", clock: "wall", currency: "TWD" })),
      deviceTypes: [machine],
      equipment: [siteId, otherSite].flatMap((site) =>
        ["pump-1", "pump-2"].map((id) => ({ site, id, type: machine.id, name: id })),
      ),
    });
    test.database = await openDatabase(":memory:", "");
    test.pipeline = await startPipeline({
      ...{ database: test.database, estate: test.estate, journal: test.journal, rules, io: test.#io },
      ...{ clock: test.clock, log: pino({ level: "silent" }), metrics: test.metrics, store: new MemoryReadings() },
      access: {
        authenticate: (header) => test.#sessions.get(sessionTokenOf(header) ?? ""),
        onEnded: (listener) => {
          test.#ended.add(listener);
          return () => test.#ended.delete(listener);
        },
      },
      hasPhotos: async () => true,
      isTechnician: async (username) => username.startsWith("technician"),
      others: () => ({ historyLag: 0, gatewayConnected: true, journal: "open" }),
      ...(onEvent && { onEvent }),
    });
    test.#io.attach(test.#http);
    await new Promise<void>((listening) => test.#http.listen(0, "127.0.0.1", listening));
    for (const person of Object.values(people)) test.signIn(person);
    test.signIn({ username: "guest", name: "G", roles: ["operator"], sites: [otherSite] });
    return test;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  signIn(person: Person): void {
    this.#sessions.set(person.username, { id: person.username, person, expiresAt: Number.POSITIVE_INFINITY });
  }

  endSession(username: string): void {
    this.#sessions.delete(username);
    for (const listener of this.#ended) listener(username);
  }

  /** A dashboard that does nothing by itself. */
  connect(username: string, headers: Record<string, string> = {}): Dashboard {
    const dashboard: Dashboard = connectTo(this.url, {
      transports: ["websocket"],
      reconnection: false,
      extraHeaders: { cookie: `${sessionCookie}=${username}`, ...headers },
    });
    this.#dashboards.push(dashboard);
    return dashboard;
  }

  /** One group commit of the gateway, judged when it returns. */
  async receive(...entries: JournalEntry[]): Promise<void> {
    const end = this.journal.append(...entries);
    await this.judged(end);
  }

  samples(equipment: string, values: Readonly<Record<string, PointValue>>, site = siteId): JournalEntry {
    const receivedAt = this.clock.now();
    const samples = Object.entries(values).map(([point, value]) => [point, receivedAt, value] as const);
    return { kind: "samples", site, equipment, receivedAt, samples };
  }

  publish(equipment: string, values: Readonly<Record<string, PointValue>>, site = siteId): Promise<void> {
    return this.receive(this.samples(equipment, values, site));
  }

  status(equipment: string, online: boolean): Promise<void> {
    const entry: PresenceEntry = {
      ...{ kind: "presence", site: siteId, equipment, receivedAt: this.clock.now(), online, reason: "status" },
    };
    return this.receive(entry);
  }

  /** Turns until everything up to a position is judged. */
  async judged(position: number): Promise<void> {
    while (this.pipeline.progress().position < position) await new Promise((turn) => setImmediate(turn));
    // One more turn: its effects are committed and told.
    await this.settled();
  }

  async settled(): Promise<void> {
    for (let i = 0; i < 20; i++) await new Promise((turn) => setImmediate(turn));
  }

  async pass(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await this.settled();
  }

  call<K extends PipelineRoute>(
    route: K,
    person: Person,
    parts: { params?: ParamsOf<K>; query?: Partial<QueryOf<K>>; body?: unknown } = {},
  ): ReturnType<Pipeline["handlers"][K]> {
    const call = {
      person,
      params: parts.params,
      query: { limit: 100, open: "true", ...parts.query },
      body: parts.body ?? {},
      origin: { address: "", session: undefined, setSession: () => undefined },
    } as unknown as Call<K>;
    return (this.pipeline.handlers[route] as (call: Call<K>) => ReturnType<Pipeline["handlers"][K]>)(call);
  }

  async close(): Promise<void> {
    for (const dashboard of this.#dashboards) dashboard.disconnect();
    const stopped = this.pipeline.stop();
    const winding = setInterval(() => this.clock.advance(1_000), 1);
    await stopped;
    clearInterval(winding);
    await this.#io.close();
    await this.database.destroy();
  }
}
